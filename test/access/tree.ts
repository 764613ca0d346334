import { PasswordReset } from '../../src/identity/session.entity';
import { Course } from '../../src/curriculum/course.entity';
import { EnrollmentList } from '../../src/desk/enrollment-list.entity';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { maskName, maskPhone } from '../../src/identity/person';
import { RoleGrant } from '../../src/identity/role-grant.entity';
import { ClassPlan, ClassPlanSchool, PlannedClass } from '../../src/planning/class-plan.entity';
import { Draw } from '../../src/scheduling/draw.entity';
import { commitment } from '../../src/draws/lots.rules';
import { drawList } from '../../src/draws/draw-list.rules';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { FeedLink } from '../../src/feeds/feed-link.entity';
import { MarkKind, StandingMark } from '../../src/standing/standing-mark.entity';
import { newId, newToken, sha256 } from '../../src/shared/kernel/ids';
import { OutboxMessage } from '../../src/shared/outbox/outbox-message.entity';
import { CalendarDay } from '../../src/calendar/calendar-day.entity';
import { Room } from '../../src/sites/room.entity';
import { School } from '../../src/sites/school.entity';
import { Site, SiteLevel } from '../../src/sites/site.entity';
import { putBrief } from '../support/briefs';
import { Learner, World } from '../support/world';

/** The secret that signs the tokens of the application under test. */
export const SECRET = 'a secret of at least thirty-two bytes for the rights walk';

/** A site with a school and everything that belongs to it. */
const closedDay = {
  ...({ kind: 'closed', name: '停课', every: 'year', source: '学校' } as const),
  ...{ firstDay: '08-01', lastDay: '08-01' },
};

export interface Station {
  siteId: string;
  path: string;
  schoolId: string;
  roomId: string;
  /** A day on which the school is closed. */
  dayId: string;
  classId: string;
  sessionId: string;
  draftId: string;
  enrollmentId: string;
  listId: string;
  /** 信用提醒 of the learner: one that can be contested, one that was. */
  markId: string;
  appealId: string;
  grantId: string;
  /** A draft of its next term, and the class in it. */
  planId: string;
  plannedId: string;
  /** A brief that its clerk has not handed in yet. */
  briefId: string;
  learner: Learner;
  /** What nobody may read who has nothing to do with this site. */
  secrets: string[];
}

/**
 * Centre → office → own, sibling; own → child (a point); centre → another office → other. The names
 * of people are rare characters, so that one of them anywhere on a page is a leak.
 */
export class Tree {
  readonly office = newId();
  /** A day on which the whole county is closed. */
  readonly ruleId = newId();
  readonly stations = {} as Record<'own' | 'sibling' | 'child' | 'other', Station>;
  readonly unlistedId = newId();
  readonly resetToken = newToken();
  readonly deadMailId = newId();
  readonly drawId = newId();
  /** A brief of the centre that everybody may read. */
  readonly publicBriefId = newId();

  private constructor(readonly world: World) {}

  static async grow(world: World): Promise<Tree> {
    const tree = new Tree(world);
    const centre = `/${world.centerId}/`;
    const office = await tree.site('office', centre, tree.office);
    const far = await tree.site('office', centre);
    tree.stations.own = await tree.station('station', office, ['亓', '龘']);
    tree.stations.sibling = await tree.station('station', office, ['仉', '靐']);
    tree.stations.child = await tree.station('point', tree.stations.own.path, ['乜', '麤']);
    tree.stations.other = await tree.station('station', far, ['亶', '灪']);
    await world.database.write((tx) => tx.insert(CalendarDay, { ...closedDay, id: tree.ruleId }));
    await tree.alone();
    return tree;
  }

  /** The paths at which somebody may hold a role, seen from the own station. */
  get places(): Record<'own' | 'sibling' | 'parent' | 'child' | 'other' | 'centre', string> {
    const { own, sibling, child, other } = this.stations;
    return {
      own: own.path,
      sibling: sibling.path,
      parent: `/${this.world.centerId}/${this.office}/`,
      child: child.path,
      other: other.path,
      centre: `/${this.world.centerId}/`,
    };
  }

  private async site(level: SiteLevel, above: string, id = newId()): Promise<string> {
    const path = `${above}${id}/`;
    const parentId = above.split('/').at(-2)!;
    await this.world.database.write((tx) =>
      tx.insert(Site, { id, parentId, level, path, name: `${level} ${id.slice(-4)}` }),
    );
    return path;
  }

  private async station(
    level: 'station' | 'point',
    above: string,
    [first, last]: [string, string],
  ): Promise<Station> {
    const { world } = this;
    const path = await this.site(level, above);
    const siteId = path.split('/').at(-2)!;
    const [schoolId, roomId, dayId] = [newId(), newId(), newId()];
    const contact = { principal: '周明', phone: '12345', address: '柳堤路 1 号' };
    await world.database.write(async (tx) => {
      await tx.insert(School, { id: schoolId, siteId, name: `夜校${last}`, ...contact });
      await tx.insert(Room, { id: roomId, schoolId, name: '教室', capacity: 500 });
      await tx.insert(CalendarDay, { ...closedDay, id: dayId, schoolId });
      const feed = { kind: 'school' as const, version: 2, changedAt: world.now };
      await tx.insert(FeedLink, { ...feed, id: schoolId, schoolId });
    });
    const at = { schoolId, roomId };
    const { id: classId } = await world.nightClass({ ...at, taken: 1, nextQueueNumber: 2 });
    const draftTitle = `草稿${last}${first}`;
    const draft = {
      ...at,
      state: 'draft' as const,
      publishedAt: null,
      title: draftTitle,
      startsInDays: 9,
    };
    const { id: draftId } = await world.nightClass(draft);
    const learner = await world.learner({ name: `${first}金雀${last}` });
    const clerk = await world.learner({ name: `${first}银鹊${last}` });
    const enrollmentId = await this.seat(classId, learner);
    const session = await world.database.reader.manager.findOneByOrFail(ClassSession, { classId });
    const listId = await this.list(classId, learner);
    const markId = await this.mark(enrollmentId, 'no_show', null);
    const appealId = await this.mark(enrollmentId, 'late_withdrawal', `${first}金雀${last}`);
    const grantId = await this.grant(clerk, siteId);
    const [planId, plannedId] = await this.plan(schoolId, `${first}燕`);
    const briefTitle = `传真${last}${first}`;
    const brief = { state: 'draft' as const, siteId, title: briefTitle, publishedAt: null };
    const { id: briefId } = await putBrief(world, { ...brief, authorId: clerk.accountId });
    const names = [`${first}金雀${last}`, `${first}银鹊${last}`, draftTitle, briefTitle];
    const phones = [learner.phone, clerk.phone];
    return {
      ...{
        siteId,
        path,
        schoolId,
        roomId,
        dayId,
        classId,
        sessionId: session.id,
        draftId,
        enrollmentId,
        listId,
        markId,
        appealId,
        grantId,
        planId,
        plannedId,
        briefId,
        learner,
      },
      secrets: [...names, maskName(names[0]!), ...phones, ...phones.map(maskPhone)],
    };
  }

  private async seat(classId: string, { profileId, accountId }: Learner): Promise<string> {
    const id = newId();
    const at = { enteredAt: this.world.now, changedAt: this.world.now };
    const state = { state: 'enrolled' as const, channel: 'online' as const, queueNumber: 1 };
    await this.world.database.write((tx) =>
      tx.insert(Enrollment, { id, classId, profileId, accountId, ...state, ...at }),
    );
    return id;
  }

  private async mark(enrollmentId: string, kind: MarkKind, appeal: string | null): Promise<string> {
    const id = newId();
    const at = this.world.now;
    await this.world.database.write(async (tx) => {
      const { profileId, accountId, classId } = await tx.findOneByOrFail(Enrollment, {
        id: enrollmentId,
      });
      const session = await tx.findOneByOrFail(ClassSession, { classId });
      const about = { profileId, accountId, classId, enrollmentId, sessionId: session.id };
      const told = { appeal, appealedAt: appeal === null ? null : at };
      const expiresAt = new Date(at.getTime() + 86_400_000);
      await tx.insert(StandingMark, {
        ...{ id, kind, ...about, ...told, at, recordedAt: at, expiresAt },
      });
    });
    return id;
  }

  /** A list that was pasted for a class, with this learner on it. */
  private async list(classId: string, { accountId, phone }: Learner): Promise<string> {
    const id = newId();
    const press = { actorId: accountId, actionKey: id, requestHash: id, at: this.world.now };
    const line = {
      name: '',
      phone: maskPhone(phone),
      outcome: 'seated',
      position: null,
      words: '',
    };
    await this.world.database.write((tx) =>
      tx.insert(EnrollmentList, { id, classId, ...press, results: JSON.stringify([line]) }),
    );
    return id;
  }

  private async plan(schoolId: string, teacherName: string): Promise<[string, string]> {
    const [planId, id] = [newId(), newId()];
    const { now: at, courseId } = this.world;
    const days = { firstDay: '2099-03-01', lastDay: '2099-05-31' };
    await this.world.database.write(async (tx) => {
      await tx.insert(ClassPlan, {
        ...{ id: planId, name: '春季', ...days, opensAt: at, createdAt: at, acceptedAt: null },
      });
      await tx.insert(ClassPlanSchool, { id: newId(), planId, schoolId });
      await tx.insert(PlannedClass, { id, planId, position: 1, courseId, teacherName, seats: 10 });
    });
    return [planId, id];
  }

  private async grant({ accountId }: Learner, siteId: string): Promise<string> {
    const id = newId();
    const grant = { id, accountId, role: 'clerk' as const, siteId, grantedAt: this.world.now };
    await this.world.database.write((tx) => tx.insert(RoleGrant, grant));
    return id;
  }

  /** What belongs to no station: a course off the public list, a mailed link, a mail given up. */
  private async alone(): Promise<void> {
    const { database, now, courseId } = this.world;
    const { accountId } = this.stations.own.learner;
    const expiresAt = new Date(now.getTime() + 1_800_000);
    const reset = { tokenHash: sha256(this.resetToken), accountId, kind: 'link' as const };
    const to = { toName: '李秀兰', toAddress: 'xiulan@example.com' };
    const mail = { template: 'enrollment', model: '{"subject":""}', state: 'dead' as const, ...to };
    await database.write(async (tx) => {
      const course = await tx.findOneByOrFail(Course, { id: courseId });
      const hidden = { id: this.unlistedId, title: '下架的课', isListed: false };
      await tx.insert(Course, { ...course, ...hidden });
      await tx.insert(PasswordReset, { ...reset, expiresAt });
      await tx.insert(OutboxMessage, { id: this.deadMailId, ...mail, createdAt: now, dueAt: now });
      await tx.insert(Draw, { ...heldDraw(now), id: this.drawId });
    });
    await putBrief(this.world, { id: this.publicBriefId, authorId: accountId });
  }
}

/** A draw without classes, long over. */
function heldDraw(now: Date): Omit<Draw, 'id'> {
  const [seed, list] = ['5'.repeat(64), drawList([], [])];
  const at = new Date(now.getTime() - 86_400_000);
  const window = { opensAt: at, closesAt: at, committedAt: at, drawnAt: at };
  return { ...window, seed, commitment: commitment(seed), list, listHash: sha256(list) };
}
