import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { momentText } from '../shared/kernel/shanghai';
import { Conflict } from '../shared/web/errors';
import { lockClass } from './class-lock';
import { ClassSession } from './class-session.entity';
import { NightClass } from './night-class.entity';
import { NightClassEvents } from './night-class.events';
import { ruleSteps } from './rule-changes.rules';
import { RuleChanges } from './rule-changes.service';
import type { PlannedSession } from './series.rules';
import { Timetable } from './timetable.service';

export interface Resumption {
  classId: string;
  siteId: string;
  actorId: string;
  /** The first day on which it may go on. */
  startDate: string;
  closesAt: Date;
}

/** Taking up a postponed class again; everyone in it is told in the same breath. */
@Injectable()
export class Resuming {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly timetable: Timetable,
    private readonly changes: RuleChanges,
    private readonly events: NightClassEvents,
  ) {}

  /** Gives the evenings that were called off new dates, in the same room and slot. */
  resume({ classId, siteId, actorId, startDate, ...wanted }: Resumption): Promise<void> {
    return this.database.write(async (tx) => {
      const found = await lockClass(this.database, tx, classId);
      if (found.state === 'published') return;
      // the deadline of a draw was committed to
      const closesAt = found.drawId === null ? wanted.closesAt : found.closesAt;
      const { left, begun } = await this.left(tx, classId);
      const { sessions: evenings } = await this.timetable.plan(found.schoolId, {
        ...found,
        startDate,
        count: left.length,
      });
      this.checkDates(found, evenings, !begun, closesAt);
      const booking = { ...found, evenings, moving: left.map(({ id }) => id) };
      await this.timetable.requireFree(tx, [booking]);
      const changed_at = this.clock.now();
      const history = left.map(({ revision }) => ({ revision: revision + 1, changed_at }));
      await this.timetable.rebook(tx, booking, history);
      const rules = begun ? {} : { startsAt: evenings[0]!.startsAt, closesAt };
      const endsAt = evenings.at(-1)!.endsAt;
      const { affected } = await tx.update(
        NightClass,
        { id: classId, state: 'postponed' },
        { state: 'published', reason: null, endsAt, ...rules },
      );
      if (affected !== 1) throw new Conflict('这个班的状态刚刚变了，请看最新情况');
      const explanation = [...`延期：${found.reason ?? ''}`].slice(0, 200).join('');
      const steps = ruleSteps(found, rules);
      await this.changes.record(tx, classId, steps, { actorId, explanation });
      const line = { action: 'night_class.resumed', subject: 'night_class', subjectId: classId };
      await this.audit.record(tx, [{ ...line, siteId, actorId, detail: { steps } }]);
      await this.events.tell(tx, 'resumed', classId);
    });
  }

  /** The evenings still to be held, and whether some were held before the class was postponed. */
  private async left(tx: EntityManager, classId: string) {
    const now = this.clock.now();
    const sessions = await tx.find(ClassSession, {
      where: { classId },
      order: { position: 'ASC' },
    });
    const left = sessions.filter((one) => one.state === 'cancelled' || one.startsAt > now);
    return { left, begun: left.length < sessions.length };
  }

  private checkDates(
    c: NightClass,
    evenings: readonly PlannedSession[],
    whole: boolean,
    closesAt: Date,
  ): void {
    const first = evenings[0];
    if (!first || first.startsAt <= this.clock.now())
      throw new RuleViolation('dates', '第一节课要在今天以后，请换一天', 'startDate');
    if (whole && (closesAt > first.startsAt || closesAt <= c.opensAt))
      throw new RuleViolation(
        'window',
        `报名截止要在报名开放以后、${momentText(first.startsAt, this.clock.now())} 开课以前`,
        c.drawId === null ? 'closesAt' : 'startDate',
      );
  }
}
