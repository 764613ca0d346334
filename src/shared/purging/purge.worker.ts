import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Database } from '../database/database';
import { sql } from '../database/sql';
import { Clock } from '../kernel/clock';
import { BackgroundWorker } from '../outbox/background-worker';
import { Heartbeats } from '../outbox/heartbeats';
import { Expiry, Purges } from './purges';

const EVERY_MS = 60_000;
/** Rows that one transaction takes away; other writers get their turn in between. */
const BATCH = 500;
/** Batches of one table in one round; what is left waits for the next. */
const MOST = 40;

/** Takes away what has expired, a little at a time. */
@Injectable()
export class PurgeWorker extends BackgroundWorker {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly purges: Purges,
    heartbeats: Heartbeats,
  ) {
    super('purge', '清理过期记录', heartbeats);
  }

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    await this.next();
  }

  /** One round over every table. */
  async round(): Promise<void> {
    for (const expiry of this.purges.all) await this.purge(expiry);
  }

  private async purge(expiry: Expiry): Promise<void> {
    const now = this.clock.now();
    for (let i = 0; i < MOST && (await this.anyExpired(expiry, now)); i++)
      await this.takeSome(expiry, now);
  }

  /** Asked of the reader, so that a round with nothing to do never holds up a writer. */
  private async anyExpired({ table, expired }: Expiry, now: Date): Promise<boolean> {
    const row = await this.database.one(
      sql`SELECT 1 AS found FROM ${sql.raw(table)} WHERE ${expired(now)} LIMIT 1`,
    );
    return row !== undefined;
  }

  private takeSome({ table, key, expired }: Expiry, now: Date): Promise<unknown> {
    const [from, keys] = [sql.raw(table), sql.raw(key.map((one) => `"${one}"`).join(', '))];
    return this.database.write((tx) =>
      this.database.execute(
        tx,
        sql`DELETE FROM ${from} WHERE (${keys}) IN
            (SELECT ${keys} FROM ${from} WHERE ${expired(now)} LIMIT ${BATCH})`,
      ),
    );
  }
}
