import { Injectable } from '@nestjs/common';
import { bool, instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql } from '../shared/database/sql';
import type { Role } from '../shared/web/rights';

export interface SessionRow {
  id_hash: string;
  account_id: string;
  staff: unknown;
  seen_at: unknown;
  expires_at: unknown;
  /** Of the account; not asked in the query, where a guess of how many misleads the planner. */
  disabled_at: unknown;
  profile_id: string;
  name: string;
  role: Role | null;
  site_id: string | null;
  site_path: string | null;
}

@Injectable()
export class SessionsQueries {
  constructor(private readonly database: Database) {}

  /** Each session with its person, one row for each live role; one query for every request. */
  async withGrants(idHashes: readonly string[]): Promise<SessionRow[][]> {
    const rows = await this.database.query<SessionRow>(
      sql`SELECT s.id_hash, s.account_id, s.staff, s.seen_at, s.expires_at, a.disabled_at, p.id AS profile_id, p.name,
            g.role, g.site_id, t.path AS site_path
          FROM session s JOIN account a ON a.id = s.account_id
          JOIN profile p ON p.account_id = a.id AND p.kind = 'self'
          LEFT JOIN role_grant g ON g.account_id = a.id AND g.ended_at IS NULL
          LEFT JOIN site t ON t.id = g.site_id
          WHERE s.id_hash ${inList(idHashes)}`,
    );
    const found = new Map<string, SessionRow[]>(idHashes.map((idHash) => [idHash, []]));
    for (const row of rows) found.get(row.id_hash)!.push(row);
    return idHashes.map((idHash) => found.get(idHash)!);
  }

  async ownerOf(idHash: string): Promise<string | null> {
    const row = await this.database.one<{ account_id: string }>(
      sql`SELECT account_id FROM session WHERE id_hash = ${idHash}`,
    );
    return row?.account_id ?? null;
  }

  /** When a session began and will end. */
  async ends(idHash: string): Promise<{ staff: boolean; createdAt: Date; expiresAt: Date } | null> {
    const row = await this.database.one<Record<'staff' | 'created_at' | 'expires_at', unknown>>(
      sql`SELECT staff, created_at, expires_at FROM session WHERE id_hash = ${idHash}`,
    );
    if (!row) return null;
    const [createdAt, expiresAt] = [instant(row.created_at), instant(row.expires_at)];
    return { staff: bool(row.staff), createdAt, expiresAt };
  }
}
