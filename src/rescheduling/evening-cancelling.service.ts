import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ClassSession } from '../scheduling/class-session.entity';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { requireSeen, Values } from '../shared/kernel/seen.rules';
import { affectedBy, cancelWords, eveningValues, Scope } from './evening-change.rules';
import type { ChangedEvening } from './rescheduling.service';
import { WholeClass } from './whole-class.service';

interface WantedCancellation {
  scope: Scope;
  reason: string;
  /** What its form showed. */
  seen: Values;
}

/** Calling off one evening of a class, or it and all that follow; everybody in it is told. */
@Injectable()
export class EveningCancelling {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly whole: WholeClass,
  ) {}

  /** A second press finds it done; an evening that was moved meanwhile is not called off unseen. */
  cancel(at: ChangedEvening, { scope, reason, seen }: WantedCancellation): Promise<void> {
    return this.database.write(async (tx) => {
      const loaded = await this.whole.load(tx, at);
      const { target, evenings } = loaded;
      if (target.state === 'cancelled') throw new RuleViolation('state', '这一节已经停了');
      requireSeen(seen, eveningValues(target, evenings, scope));
      const off = affectedBy(target, evenings, scope);
      const sessions = off.map(({ id }) => id);
      await tx.update(
        ClassSession,
        { id: In(sessions) },
        {
          state: 'cancelled',
          reason,
          revision: () => 'revision + 1',
          changedAt: this.clock.now(),
        },
      );
      const words = cancelWords(off, this.clock.now());
      await this.whole.changed(tx, loaded, at, {
        ...{ action: 'class_session.cancel', words, reason, sessions },
      });
    });
  }
}
