import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { sql } from '../database/sql';
import { Clock } from '../kernel/clock';

const EVERY_MS = 30_000;

/** When each background worker was last alive, written at most every half minute (quality B4). */
@Injectable()
export class Heartbeats {
  private readonly last = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async beat(worker: string): Promise<void> {
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
}
