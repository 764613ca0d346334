import { Injectable } from '@nestjs/common';
import { EntityManager, MoreThan } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { canMove } from '../shared/kernel/transitions';
import { Conflict } from '../shared/web/errors';
import { lockClass } from './class-lock';
import { ClassSession } from './class-session.entity';
import { NightClass } from './night-class.entity';
import { NightClassEvents } from './night-class.events';
import { stateAt } from './night-class.rules';
import { nightClassTransitions } from './night-class.states';

/** A class and who decides about it, with the reason that learners read. */
export interface Halt {
  classId: string;
  siteId: string;
  actorId: string;
  reason: string;
}

/** Cancelling and postponing a class; everyone in it is told in the same breath. */
@Injectable()
export class Halting {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly events: NightClassEvents,
  ) {}

  cancel(halt: Halt): Promise<void> {
    return this.halt(halt, 'cancelled');
  }

  postpone(halt: Halt): Promise<void> {
    return this.halt(halt, 'postponed');
  }

  /** The same as part of a larger change, in its transaction. */
  cancelWith(tx: EntityManager, halt: Halt): Promise<void> {
    return this.haltWith(tx, halt, 'cancelled');
  }

  private halt(halt: Halt, to: 'cancelled' | 'postponed'): Promise<void> {
    return this.database.write((tx) => this.haltWith(tx, halt, to));
  }

  private async haltWith(
    tx: EntityManager,
    halt: Halt,
    to: 'cancelled' | 'postponed',
  ): Promise<void> {
    const found = await lockClass(this.database, tx, halt.classId);
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
      { classId: found.id, startsAt: MoreThan(now), state: 'scheduled' },
      { state: 'cancelled', revision: () => 'revision + 1', changedAt: now },
    );
    await this.done(tx, to, halt);
  }

  private async done(
    tx: EntityManager,
    change: 'cancelled' | 'postponed',
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
  }
}
