import { Injectable } from '@nestjs/common';
import { EntityManager, MoreThan } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { dateOf } from '../shared/kernel/shanghai';
import { canMove } from '../shared/kernel/transitions';
import { Conflict } from '../shared/web/errors';
import { PageCache } from '../shared/web/page-cache';
import { ClassSession } from './class-session.entity';
import { NightClass } from './night-class.entity';
import { NightClassEvents } from './night-class.events';
import { stateAt } from './night-class.rules';
import { nightClassTransitions } from './night-class.states';
import type { PlannedSession } from './series.rules';
import { Timetable } from './timetable.service';

/** A class and who decides about it, with the reason that learners read. */
export interface Halt {
  classId: string;
  siteId: string;
  actorId: string;
  reason: string;
}

export interface Resumption {
  classId: string;
  siteId: string;
  actorId: string;
  /** The first day on which it may go on. */
  startDate: string;
  closesAt: Date;
}

/** Cancelling, postponing and taking up a class again; everyone in it is told in the same breath. */
@Injectable()
export class Halting {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly timetable: Timetable,
    private readonly events: NightClassEvents,
    private readonly pages: PageCache,
  ) {}

  cancel(halt: Halt): Promise<void> {
    return this.halt(halt, 'cancelled');
  }

  postpone(halt: Halt): Promise<void> {
    return this.halt(halt, 'postponed');
  }

  /** Gives the evenings that were called off new dates, in the same room and slot. */
  resume({ classId, siteId, actorId, startDate, closesAt }: Resumption): Promise<void> {
    return this.database.write(async (tx) => {
      const found = await this.locked(tx, classId);
      if (found.state === 'published') return;
      const now = this.clock.now();
      const sessions = await tx.find(ClassSession, {
        where: { classId },
        order: { position: 'ASC' },
      });
      const left = sessions.filter((one) => one.state === 'cancelled' || one.startsAt > now);
      const { sessions: evenings } = await this.timetable.plan({
        ...found,
        startDate,
        count: left.length,
      });
      this.checkDates(found, evenings, left.length === sessions.length, closesAt);
      await this.timetable.requireFree(tx, { ...found, classId, evenings });
      await this.move(tx, left, evenings);
      const begun = left.length < sessions.length;
      const { affected } = await tx.update(
        NightClass,
        { id: classId, state: 'postponed' },
        {
          state: 'published',
          reason: null,
          startsAt: begun ? found.startsAt : evenings[0]!.startsAt,
          endsAt: evenings.at(-1)!.endsAt,
          ...(!begun && { closesAt }),
        },
      );
      if (affected !== 1) throw new Conflict('这个班的状态刚刚变了，请看最新情况');
      await this.done(tx, 'resumed', { classId, siteId, actorId, reason: '' });
    });
  }

  private halt(halt: Halt, to: 'cancelled' | 'postponed'): Promise<void> {
    return this.database.write(async (tx) => {
      const found = await this.locked(tx, halt.classId);
      if (found.state === to) return;
      const now = this.clock.now();
      if (!canMove(nightClassTransitions, stateAt(found, now), to))
        throw new RuleViolation('state', '这个班已经结束或取消，不能再改');
      const { affected } = await tx.update(
        NightClass,
        { id: found.id, state: found.state },
        { state: to, reason: halt.reason },
      );
      if (affected !== 1) throw new Conflict('这个班的状态刚刚变了，请看最新情况');
      await tx.update(
        ClassSession,
        { classId: found.id, startsAt: MoreThan(now) },
        { state: 'cancelled' },
      );
      await this.done(tx, to, halt);
    });
  }

  private async done(
    tx: EntityManager,
    change: 'cancelled' | 'postponed' | 'resumed',
    { classId, siteId, actorId, reason }: Halt,
  ): Promise<void> {
    await this.audit.record(tx, [
      {
        action: `night_class.${change}`,
        actorId,
        siteId,
        subject: 'night_class',
        subjectId: classId,
        detail: { reason },
      },
    ]);
    await this.events.tell(tx, change, classId, reason);
    this.database.afterCommit(() => this.pages.clear());
  }

  private locked(tx: EntityManager, id: string): Promise<NightClass> {
    const lock = this.database.postgres ? { lock: { mode: 'pessimistic_write' as const } } : {};
    return tx.findOneOrFail(NightClass, { where: { id }, ...lock });
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
        `报名截止要在报名开放以后、${dateOf(first.startsAt)} 开课以前`,
        'closesAt',
      );
  }

  /** All of them are called off first: two of one class may swap evenings. */
  private async move(
    tx: EntityManager,
    sessions: readonly ClassSession[],
    evenings: readonly PlannedSession[],
  ): Promise<void> {
    for (const { id } of sessions) await tx.update(ClassSession, { id }, { state: 'cancelled' });
    for (const [i, { id }] of sessions.entries()) {
      const { startsAt, endsAt } = evenings[i]!;
      await tx.update(ClassSession, { id }, { startsAt, endsAt, state: 'scheduled' });
    }
  }
}
