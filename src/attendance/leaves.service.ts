import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EnrollmentState } from '../enrollment/enrollment.states';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { whyNoLeave } from './absences.rules';
import type { OwnLesson } from './check-ins.queries';
import { TicksQueries } from './ticks.queries';

/** One's own place. */
export interface OwnPlace {
  id: string;
  state: EnrollmentState;
  sessionCount: number;
}

/** 请假: the learner says before the evening that they will not come. */
@Injectable()
export class Leaves {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ticks: TicksQueries,
  ) {}

  /** Asking again changes nothing. @throws RuleViolation with the reason */
  ask(place: OwnPlace, lesson: OwnLesson): Promise<void> {
    return this.change(place, lesson, 'leave', async (tx, at) => {
      await this.database.execute(
        tx,
        sql`INSERT INTO attendance
              (id, session_id, profile_id, enrollment_id, state, source, at, actor_id)
            SELECT ${newId()}, ${lesson.sessionId}, e.profile_id, e.id, 'leave', 'self', ${at}, NULL
            FROM enrollment e WHERE e.id = ${place.id} AND e.state = 'enrolled'
            ON CONFLICT (session_id, enrollment_id) DO NOTHING`,
      );
    });
  }

  /** They come after all; harmless when there was no leave. @throws RuleViolation with the reason */
  takeBack(place: OwnPlace, lesson: OwnLesson): Promise<void> {
    return this.change(place, lesson, 'none', async (tx) => {
      await this.database.execute(
        tx,
        sql`DELETE FROM attendance WHERE session_id = ${lesson.sessionId}
              AND enrollment_id = ${place.id} AND state = 'leave'`,
      );
    });
  }

  private change(
    place: OwnPlace,
    lesson: OwnLesson,
    state: 'leave' | 'none',
    work: (tx: EntityManager, at: Date) => Promise<void>,
  ): Promise<void> {
    const at = this.clock.now();
    const why = whyNoLeave(place, lesson, at);
    if (why) throw new RuleViolation('leave', why);
    return this.database.write(async (tx) => {
      const press = { enrollmentId: place.id, state, at };
      await this.ticks.keepLatest(tx, lesson.sessionId, [press], false);
      await work(tx, at);
    });
  }
}
