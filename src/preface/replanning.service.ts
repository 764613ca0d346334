import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { dateOf } from '../shared/kernel/shanghai';
import { DueClass, DueQueuesQueries } from './due-queues.queries';
import { PrefacePlanner } from './preface-planner.rules';
import type { PlannedItem } from './preface-world';
import { QueueFactsQueries } from './queue-facts.queries';
import { QueuesWriter } from './queues.writer';

/** So many classes at once: long enough to be fast, short enough that a press does not wait for it. */
const AT_A_TIME = 150;

/** Plans the queues of classes anew; however many they are, with the same number of statements. */
@Injectable()
export class Replanning {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly due: DueQueuesQueries,
    private readonly facts: QueueFactsQueries,
    private readonly queues: QueuesWriter,
  ) {}

  /** In the transaction of what changed. */
  async classNow(tx: EntityManager, classId: string): Promise<void> {
    await this.due.holdBriefs(tx);
    await this.due.hold(tx, [classId]);
    await this.plan(tx, [{ classId, whole: true }]);
  }

  /**
   * The next classes that are due, in a transaction of their own.
   * @returns how many there were
   */
  nextBatch(): Promise<number> {
    return this.database.write(async (tx) => {
      await this.due.holdBriefs(tx);
      const due = await this.due.take(tx, AT_A_TIME);
      if (due.length === 0) return 0;
      await this.plan(tx, due);
      await this.due.settle(
        tx,
        due.map(({ classId }) => classId),
      );
      return due.length;
    });
  }

  /** The rows of the classes are held already. */
  private async plan(tx: EntityManager, due: readonly DueClass[]): Promise<void> {
    const now = this.clock.now();
    const { briefs, pins, classes, items } = await this.facts.of(tx, due, now);
    const planner = new PrefacePlanner(briefs, pins, dateOf(now));
    const queues = new Map<string, readonly PlannedItem[]>();
    for (const one of classes) for (const [id, queue] of planner.plan(one)) queues.set(id, queue);
    await this.queues.write(tx, queues, items);
  }
}
