import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { sql } from '../database/sql';
import { Clock } from '../kernel/clock';

const EVERY_MS = 30_000;

/** When each background worker was last alive, written at most every half minute (quality B4). */
@Injectable()
export class Heartbeats {
  private readonly last = new Map<string, number>();
  private readonly tasks = new Map<string, string>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A worker says that it exists, and in Chinese what it does, so that its silence is noticed. */
  expect(worker: string, task: string): void {
    this.tasks.set(worker, task);
  }

  async beat(worker: string): Promise<void> {
    if (!this.tasks.has(worker)) throw new Error(`nobody expects the worker ${worker}`);
    const now = this.clock.now();
    if (now.getTime() - (this.last.get(worker) ?? 0) < EVERY_MS) return;
    this.last.set(worker, now.getTime());
    await this.database.write((tx) =>
      this.database.execute(
        tx,
        sql`INSERT INTO heartbeat (worker, at) VALUES (${worker}, ${now})
            ON CONFLICT (worker) DO UPDATE SET at = excluded.at`,
      ),
    );
  }

  /** Name and task of every worker that is expected, in the order in which they came. */
  get expected(): [worker: string, task: string][] {
    return [...this.tasks];
  }
}
