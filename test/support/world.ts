import type { EntityManager } from 'typeorm';
import { Course } from '../../src/curriculum/course.entity';
import { Account } from '../../src/identity/account.entity';
import { Consent } from '../../src/identity/consent.entity';
import { AgeBand, CONSENT_VERSION } from '../../src/identity/person';
import { Profile } from '../../src/identity/profile.entity';
import { RoleGrant } from '../../src/identity/role-grant.entity';
import { Session } from '../../src/identity/session.entity';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { Term } from '../../src/terms/term.entity';
import type { Database } from '../../src/shared/database/database';
import { newId, newToken, sha256 } from '../../src/shared/kernel/ids';
import { overlap, Period } from '../../src/shared/kernel/period';
import type { Role } from '../../src/shared/web/rights';
import { Room } from '../../src/sites/room.entity';
import { School } from '../../src/sites/school.entity';
import { Site } from '../../src/sites/site.entity';

const DAY = 86_400_000;

export interface Learner {
  accountId: string;
  profileId: string;
  phone: string;
  /** Value of the cookie `sid`. */
  token: string;
}

/** A number as a name can hold it. */
export const inHan = (i: number): string =>
  [...String(i)].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('');

/** One school with one room, one course, and whatever a test adds to them. */
export class World {
  readonly centerId = newId();
  /** The station with the school. */
  readonly siteId = newId();
  readonly sitePath = `/${this.centerId}/${this.siteId}/`;
  readonly schoolId = newId();
  readonly roomId = newId();
  readonly courseId = newId();
  readonly termId = newId();
  private phones = 19_000_100_000;
  private readonly evenings: Period[] = [];

  constructor(
    readonly database: Database,
    readonly now: Date,
  ) {}

  static async make(database: Database, now: Date): Promise<World> {
    const world = new World(database, now);
    await database.write((tx) => world.places(tx));
    return world;
  }

  private async places(tx: EntityManager): Promise<void> {
    const { siteId, schoolId, roomId, courseId, termId } = this;
    await tx.insert(Site, {
      id: this.centerId,
      level: 'center',
      name: '云河中心',
      path: `/${this.centerId}/`,
    });
    await tx.insert(Site, {
      id: siteId,
      parentId: this.centerId,
      level: 'station',
      name: '望云社区',
      path: this.sitePath,
    });
    await tx.insert(School, {
      id: schoolId,
      siteId,
      name: '望云夜校',
      principal: '周明',
      phone: '19000000202',
      address: '望云路 1 号',
    });
    await tx.insert(Room, { id: roomId, schoolId, name: '国学教室', capacity: 500 });
    await tx.insert(Course, {
      id: courseId,
      title: '书法体验',
      category: 'heritage',
      tier: 'experience',
      trackId: null,
      summary: '提笔写字',
      description: '从握笔写到名字',
      audience: '没学过的成年人',
      bring: '',
      sessionCount: 1,
      marketPriceFen: null,
    });
    await tx.insert(Term, {
      id: termId,
      name: '2026 冬季',
      startsAt: new Date(this.now.getTime() - 90 * DAY),
      endsAt: new Date(this.now.getTime() + 90 * DAY),
    });
  }

  /** A published class, open now, of one evening `startsInDays` ahead unless told otherwise. */
  async nightClass(
    more: Partial<NightClass> & { startsInDays?: number } = {},
  ): Promise<NightClass> {
    const { startsInDays = 7 + Math.random(), ...given } = more;
    const startsAt = given.startsAt ?? new Date(this.now.getTime() + startsInDays * DAY);
    const endsAt = new Date(startsAt.getTime() + 5_400_000);
    const place = await this.placeFor({ startsAt, endsAt });
    const row = {
      id: newId(),
      courseId: this.courseId,
      schoolId: this.schoolId,
      roomId: place.roomId,
      termId: this.termId,
      state: 'published' as const,
      title: '书法体验',
      category: 'heritage' as const,
      tier: 'experience' as const,
      trackId: null,
      teacherName: place.teacherName,
      weekday: 3,
      slotStart: '19:00',
      slotEnd: '20:30',
      sessionCount: 1,
      capacity: 10,
      minimum: 5,
      deskQuota: 0,
      taken: 0,
      deskTaken: 0,
      waiting: 0,
      nextQueueNumber: 1,
      search: '书法体验 shufatiyan sfty',
      opensAt: new Date(this.now.getTime() - DAY),
      closesAt: new Date(startsAt.getTime() - 3_600_000),
      createdAt: this.now,
      publishedAt: this.now,
      reason: null,
      admission: 'first_come' as const,
      priorities: '',
      applied: 0,
      drawId: null,
      goAheadAt: null,
      goAheadReason: null,
      ...given,
      startsAt,
      endsAt,
    };
    await this.database.write(async (tx) => {
      await tx.insert(NightClass, row);
      await tx.insert(ClassSession, {
        id: newId(),
        classId: row.id,
        roomId: row.roomId,
        teacherName: row.teacherName,
        position: 1,
        title: '第一课',
        startsAt: row.startsAt,
        endsAt: row.endsAt,
        state: 'scheduled',
      });
    });
    return row;
  }

  /** The room and the teacher of the world while they are free, others for an evening beside it. */
  private async placeFor(evening: Period): Promise<{ roomId: string; teacherName: string }> {
    const beside = this.evenings.filter((other) => overlap(other, evening)).length;
    this.evenings.push(evening);
    if (beside === 0) return { roomId: this.roomId, teacherName: '沈墨' };
    const roomId = newId();
    const name = `隔壁 ${this.evenings.length} 号教室`;
    await this.database.write((tx) =>
      tx.insert(Room, { id: roomId, schoolId: this.schoolId, name, capacity: 500 }),
    );
    return { roomId, teacherName: `沈墨${inHan(this.evenings.length)}` };
  }

  async learner(
    more: { name?: string; ageBand?: AgeBand; email?: string; consented?: boolean } = {},
  ): Promise<Learner> {
    return (await this.learners(1, more))[0]!;
  }

  async learners(
    count: number,
    more: { name?: string; ageBand?: AgeBand; email?: string; consented?: boolean } = {},
  ): Promise<Learner[]> {
    const made = Array.from({ length: count }, () => ({
      accountId: newId(),
      profileId: newId(),
      phone: String(this.phones++),
      token: newToken(),
    }));
    const at = this.now;
    await this.database.write(async (tx) => {
      await tx.insert(
        Account,
        made.map((one) => ({
          id: one.accountId,
          phone: one.phone,
          email: more.email ?? null,
          createdAt: at,
        })),
      );
      await tx.insert(
        Profile,
        made.map((one) => ({
          id: one.profileId,
          accountId: one.accountId,
          kind: 'self' as const,
          name: more.name ?? '李秀兰',
          siteId: this.siteId,
          ageBand: more.ageBand ?? ('a60_plus' as const),
          createdAt: at,
        })),
      );
      if (more.consented !== false)
        await tx.insert(
          Consent,
          made.map((one) => ({
            id: newId(),
            profileId: one.profileId,
            kind: 'privacy' as const,
            version: CONSENT_VERSION,
            channel: 'online' as const,
            givenAt: at,
            withdrawnAt: null,
          })),
        );
      await tx.insert(
        Session,
        made.map((one) => ({
          idHash: sha256(one.token),
          accountId: one.accountId,
          createdAt: at,
          seenAt: at,
          expiresAt: new Date(at.getTime() + 30 * DAY),
        })),
      );
    });
    return made;
  }

  async staff(role: Role, siteId = this.siteId): Promise<Learner> {
    const one = await this.learner({ name: '王教务' });
    await this.database.write(async (tx) => {
      await tx.insert(RoleGrant, {
        id: newId(),
        accountId: one.accountId,
        role,
        siteId,
        grantedBy: null,
        grantedAt: this.now,
        endedAt: null,
      });
      await tx.update(Session, { accountId: one.accountId }, { staff: true });
    });
    return one;
  }
}
