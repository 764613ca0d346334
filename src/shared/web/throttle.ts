import { Injectable } from '@nestjs/common';
import { Config } from '../config/config';
import { Database } from '../database/database';
import { sql } from '../database/sql';
import { Clock } from '../kernel/clock';
import { sha256 } from '../kernel/ids';
import { TooMany } from './errors';

export interface Limit {
  /** Names what is counted, e.g. `sign-in-account`. */
  name: string;
  count: number;
  windowMinutes: number;
}

/** Counts tries in the database, so that several processes share one limit. */
@Injectable()
export class Throttle {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws TooMany when `key` has used up the limit in the present window */
  async check(limit: Limit, key: string): Promise<void> {
    if (!this.config.throttle) return;
    const { bucket, window, endsIn } = this.place(limit, key);
    const row = await this.database.one<{ count: number }>(
      sql`SELECT count FROM throttle_count WHERE bucket = ${bucket} AND "window" = ${window}`,
    );
    if (row && row.count >= limit.count)
      throw new TooMany(endsIn, `试的次数太多了，请过 ${Math.ceil(endsIn / 60)} 分钟再试`);
  }

  async count(limit: Limit, key: string): Promise<void> {
    if (!this.config.throttle) return;
    const { bucket, window, endsIn } = this.place(limit, key);
    const expiresAt = new Date(this.clock.now().getTime() + endsIn * 1000);
    await this.database.write((tx) =>
      this.database.execute(
        tx,
        sql`INSERT INTO throttle_count (bucket, "window", count, expires_at)
            VALUES (${bucket}, ${window}, 1, ${expiresAt})
            ON CONFLICT (bucket, "window") DO UPDATE SET count = throttle_count.count + 1`,
      ),
    );
  }

  private place(limit: Limit, key: string) {
    const seconds = limit.windowMinutes * 60;
    const now = Math.floor(this.clock.now().getTime() / 1000);
    const window = Math.floor(now / seconds);
    return {
      bucket: `${limit.name}:${sha256(key).slice(0, 40)}`,
      window,
      endsIn: (window + 1) * seconds - now,
    };
  }
}

/** The network a request comes from: a whole /64 counts as one for IPv6 (quality D3). */
export const networkOf = (ip: string): string =>
  ip.includes(':') && !ip.startsWith('::ffff:') ? ip.split(':').slice(0, 4).join(':') : ip;
