import { Injectable } from '@nestjs/common';
import { instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { BLANK } from '../shared/outbox/outbox-message.entity';
import { LAST_BACKUP } from '../shared/web/installation';
import type { Backlog } from './vital-signs.rules';

export interface DeadMail {
  id: string;
  template: string;
  toAddress: string;
  tries: number;
  lastError: string | null;
  writtenAt: Date;
  /** Its link has been forgotten: there is nothing left to send. */
  blank: boolean;
}

export interface DatabaseFacts {
  kind: 'SQLite' | 'PostgreSQL';
  version: string;
  bytes: number;
}

interface RawMail {
  id: string;
  template: string;
  to_address: string;
  tries: number;
  last_error: string | null;
  created_at: unknown;
  blank: unknown;
}

@Injectable()
export class OperationsQueries {
  constructor(private readonly database: Database) {}

  async backlog(now: Date): Promise<Backlog> {
    const row = await this.database.one<Record<string, unknown>>(
      sql`SELECT COUNT(CASE WHEN state = 'waiting' THEN 1 END) AS waiting,
            COUNT(CASE WHEN state = 'dead' THEN 1 END) AS dead,
            MIN(CASE WHEN state = 'waiting' AND due_at <= ${now} THEN due_at END) AS due_since,
            MIN(CASE WHEN state = 'waiting' THEN created_at END) AS oldest_at
          FROM outbox_message WHERE state IN ('waiting', 'dead')`,
    );
    const oldestAt = maybeInstant(row?.oldest_at);
    return {
      waiting: Number(row?.waiting ?? 0),
      dead: Number(row?.dead ?? 0),
      dueSince: maybeInstant(row?.due_since),
      oldestAt,
      sentSince: oldestAt !== null && (await this.sentSince(oldestAt)),
    };
  }

  async deadMails(limit: number, offset: number): Promise<DeadMail[]> {
    const rows = await this.database.query<RawMail>(
      sql`SELECT id, template, to_address, tries, last_error, created_at,
            CASE WHEN model = ${BLANK} THEN 1 ELSE 0 END AS blank
          FROM outbox_message WHERE state = 'dead'
          ORDER BY created_at DESC, id LIMIT ${limit} OFFSET ${offset}`,
    );
    return rows.map((row) => ({
      id: row.id,
      template: row.template,
      toAddress: row.to_address,
      tries: row.tries,
      lastError: row.last_error,
      writtenAt: instant(row.created_at),
      blank: Number(row.blank) === 1,
    }));
  }

  /** Whether there is such a mail among the dead ones. */
  async isDead(mailId: string): Promise<boolean> {
    const row = await this.database.one(
      sql`SELECT 1 AS found FROM outbox_message WHERE id = ${mailId} AND state = 'dead'`,
    );
    return row !== undefined;
  }

  /** When each background worker was last alive. */
  async lastSeen(): Promise<Map<string, Date>> {
    const rows = await this.database.query<{ worker: string; at: unknown }>(
      sql`SELECT worker, at FROM heartbeat`,
    );
    return new Map(rows.map((row) => [row.worker, instant(row.at)]));
  }

  async lastBackup(): Promise<Date | null> {
    const row = await this.database.one<{ value: string }>(
      sql`SELECT value FROM setting WHERE name = ${LAST_BACKUP}`,
    );
    return row ? new Date(row.value) : null;
  }

  /** What the database's own clock says. */
  async clock(): Promise<Date> {
    const row = await this.database.one<{ at: unknown }>(
      this.database.postgres
        ? sql`SELECT clock_timestamp() AS at`
        : sql`SELECT strftime('%Y-%m-%d %H:%M:%f', 'now') AS at`,
    );
    return instant(row!.at);
  }

  async facts(): Promise<DatabaseFacts> {
    const { postgres } = this.database;
    const row = await this.database.one<{ version: string; bytes: unknown }>(
      postgres
        ? sql`SELECT current_setting('server_version') AS version,
                pg_database_size(current_database()) AS bytes`
        : sql`SELECT sqlite_version() AS version, page_count * page_size AS bytes
              FROM pragma_page_count(), pragma_page_size()`,
    );
    const kind = postgres ? 'PostgreSQL' : 'SQLite';
    return { kind, version: row!.version, bytes: Number(row!.bytes) };
  }

  /** A mail that is sent was due a few minutes later, so the index on `due_at` finds it. */
  private async sentSince(at: Date): Promise<boolean> {
    const row = await this.database.one(
      sql`SELECT 1 AS found FROM outbox_message
          WHERE state = 'done' AND due_at > ${at} AND sent_at > ${at} LIMIT 1`,
    );
    return row !== undefined;
  }
}
