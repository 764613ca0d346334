import { Injectable } from '@nestjs/common';
import { instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { beginsWithAny, sql, Sql } from '../shared/database/sql';
import type { Grant } from '../shared/web/actor';
import type { Role } from '../shared/web/rights';

export interface GrantRow extends Grant {
  id: string;
  accountId: string;
  siteName: string;
  name: string;
  phone: string;
  grantedAt: Date;
}

interface RawGrant {
  id: string;
  account_id: string;
  role: Role;
  site_id: string;
  site_path: string;
  site_name: string;
  name: string;
  phone: string;
  granted_at: unknown;
}

const FROM = sql.raw(
  `FROM role_grant g JOIN site s ON s.id = g.site_id JOIN account a ON a.id = g.account_id
   JOIN profile p ON p.account_id = a.id AND p.kind = 'self'`,
);

/** Live grants at or below one of the paths. */
const within = (paths: readonly string[]): Sql =>
  sql`g.ended_at IS NULL AND ${beginsWithAny(sql.raw('s.path'), paths)}`;

@Injectable()
export class RolesQueries {
  constructor(private readonly database: Database) {}

  list(paths: readonly string[], limit: number, offset: number): Promise<GrantRow[]> {
    return this.select(within(paths), limit, offset);
  }

  async count(paths: readonly string[]): Promise<number> {
    const row = await this.database.one<{ n: unknown }>(
      sql`SELECT COUNT(*) AS n ${FROM} WHERE ${within(paths)}`,
    );
    return Number(row?.n ?? 0);
  }

  async find(grantId: string, paths: readonly string[]): Promise<GrantRow | undefined> {
    return (await this.select(sql`g.id = ${grantId} AND ${within(paths)}`, 1, 0))[0];
  }

  /** What a person holds now. */
  async heldBy(accountId: string): Promise<Grant[]> {
    const rows = await this.database.query<{ role: Role; site_id: string; path: string }>(
      sql`SELECT g.role, g.site_id, s.path FROM role_grant g JOIN site s ON s.id = g.site_id
          WHERE g.account_id = ${accountId} AND g.ended_at IS NULL`,
    );
    return rows.map(({ role, site_id, path }) => ({ role, siteId: site_id, sitePath: path }));
  }

  private async select(where: Sql, limit: number, offset: number): Promise<GrantRow[]> {
    const rows = await this.database.query<RawGrant>(
      sql`SELECT g.id, g.account_id, g.role, g.site_id, s.path AS site_path, s.name AS site_name,
            p.name, a.phone, g.granted_at ${FROM} WHERE ${where}
          ORDER BY s.path, g.role, g.id LIMIT ${limit} OFFSET ${offset}`,
    );
    return rows.map((row) => ({
      id: row.id,
      accountId: row.account_id,
      role: row.role,
      siteId: row.site_id,
      sitePath: row.site_path,
      siteName: row.site_name,
      name: row.name,
      phone: row.phone,
      grantedAt: instant(row.granted_at),
    }));
  }
}
