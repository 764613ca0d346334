import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EnrollmentState } from '../enrollment/enrollment.states';
import { Audit } from '../shared/audit/audit';
import { instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { NotFound } from '../shared/web/errors';
import { Attendance } from './attendance.entity';
import { whyNoTick } from './attendance.rules';
import type { AttendanceState } from './attendance.states';
import { seatedStates } from './door.queries';

/** One person of the roll of one evening. */
export interface AtDoor {
  sessionId: string;
  enrollmentId: string;
}

interface Facts {
  profileId: string;
  seated: boolean;
  siteId: string;
  startsAt: Date;
  endsAt: Date;
  cancelled: boolean;
}

type Raw = Record<string, unknown>;

/** What staff note at the door. Each person has one mark an evening, however often it is pressed. */
@Injectable()
export class Ticks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Notes a person as come, late or on leave; the same again changes nothing.
   * @throws RuleViolation outside the time for it, and for somebody without a seat
   */
  mark(place: AtDoor, state: AttendanceState, actorId: string): Promise<void> {
    return this.database.write(async (tx) => {
      const facts = await this.allowed(tx, place, state);
      if (!facts.seated) throw new RuleViolation('tick', '这个人现在没有座位，请先代报名');
      const at = this.clock.now();
      const { affected } = await this.database.execute(
        tx,
        sql`INSERT INTO attendance
              (id, session_id, profile_id, enrollment_id, state, source, at, actor_id)
            VALUES (${newId()}, ${place.sessionId}, ${facts.profileId}, ${place.enrollmentId},
              ${state}, 'staff', ${at}, ${actorId})
            ON CONFLICT (session_id, enrollment_id) DO NOTHING`,
      );
      if (affected === 0) await this.change(tx, place, { state, at, actorId }, facts.siteId);
    });
  }

  /** Takes a mark back; harmless when there is none. */
  undo(place: AtDoor, actorId: string): Promise<void> {
    return this.database.write(async (tx) => {
      const { siteId } = await this.allowed(tx, place, 'none');
      const before = await tx.findOneBy(Attendance, { ...place });
      if (!before) return;
      const { affected } = await tx.delete(Attendance, { id: before.id, state: before.state });
      if (affected !== 1) throw changedMeanwhile();
      await this.record(tx, 'attendance.undo', before, { actorId, siteId });
    });
  }

  private async change(
    tx: EntityManager,
    place: AtDoor,
    next: Pick<Attendance, 'state' | 'at' | 'actorId'>,
    siteId: string,
  ): Promise<void> {
    const before = await tx.findOneBy(Attendance, { ...place });
    if (before?.state === next.state) return;
    const where = { ...place, state: before?.state };
    const { affected } = await tx.update(Attendance, where, { ...next, source: 'staff' });
    if (!before || affected !== 1) throw changedMeanwhile();
    await this.record(tx, 'attendance.change', before, { actorId: next.actorId, siteId });
  }

  private async allowed(
    tx: EntityManager,
    place: AtDoor,
    state: AttendanceState | 'none',
  ): Promise<Facts> {
    const { rows } = await this.database.execute<Raw>(
      tx,
      sql`SELECT e.profile_id, e.state AS place, school.site_id, s.starts_at, s.ends_at, s.state,
            c.state AS class_state
          FROM class_session s JOIN enrollment e ON e.class_id = s.class_id
          JOIN night_class c ON c.id = s.class_id JOIN school ON school.id = c.school_id
          WHERE s.id = ${place.sessionId} AND e.id = ${place.enrollmentId}`,
    );
    if (!rows[0]) throw new NotFound();
    const facts = factsOf(rows[0]);
    const why = whyNoTick(facts, state, this.clock.now());
    if (why) throw new RuleViolation('tick', why);
    return facts;
  }

  private record(
    tx: EntityManager,
    action: string,
    { enrollmentId, sessionId, state, source }: Attendance,
    who: { actorId: string | null; siteId: string },
  ): Promise<void> {
    const line = { action, ...who, subject: 'enrollment', subjectId: enrollmentId };
    return this.audit.record(tx, [{ ...line, detail: { sessionId, was: state, source } }]);
  }
}

const changedMeanwhile = (): RuleViolation =>
  new RuleViolation('tick', '别人刚刚改了这个人的签到，请看一眼再点');

const factsOf = (row: Raw): Facts => ({
  profileId: row['profile_id'] as string,
  seated: seatedStates.includes(row['place'] as EnrollmentState),
  siteId: row['site_id'] as string,
  startsAt: instant(row['starts_at']),
  endsAt: instant(row['ends_at']),
  cancelled: row['state'] !== 'scheduled' || row['class_state'] !== 'published',
});
