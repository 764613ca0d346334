import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { NightClass } from '../scheduling/night-class.entity';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { Enrollment } from './enrollment.entity';

/** Putting the wishes of a draw in order, until its deadline. */
@Injectable()
export class Wishing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Moves a wish one place; the first one stays first, the last one last. */
  move(enrollmentId: string, direction: 'up' | 'down'): Promise<void> {
    return this.database.write(async (tx) => {
      const { classId, profileId } = await tx.findOneByOrFail(Enrollment, { id: enrollmentId });
      const { drawId } = await tx.findOneByOrFail(NightClass, { id: classId });
      await this.lockOpen(tx, drawId);
      const { rows } = await this.database.execute<{ id: string }>(
        tx,
        sql`SELECT e.id FROM enrollment e JOIN night_class c ON c.id = e.class_id
            WHERE e.profile_id = ${profileId} AND c.draw_id = ${drawId} AND e.state = 'applied'
            ORDER BY e.wish, e.id`,
      );
      const order = rows.map(({ id }) => id);
      const from = order.indexOf(enrollmentId);
      const to = direction === 'up' ? from - 1 : from + 1;
      if (from < 0 || to < 0 || to >= order.length) return;
      [order[from], order[to]] = [order[to]!, order[from]!];
      await this.database.updateRows(
        tx,
        'enrollment',
        order.map((id, at) => ({ id, wish: at + 1 })),
      );
    });
  }

  /** The draw takes the same lock first, so a wish is in its list as it stood before or not moved. */
  private async lockOpen(tx: EntityManager, drawId: string | null): Promise<void> {
    const lock = this.database.postgres ? sql.raw('FOR UPDATE') : sql.raw('');
    const { rows } = await this.database.execute(
      tx,
      sql`SELECT id FROM draw WHERE id = ${drawId} AND drawn_at IS NULL
          AND closes_at > ${this.clock.now()} ${lock}`,
    );
    if (rows.length === 0) throw new RuleViolation('closed', '报名已经截止，志愿不能再改');
  }
}
