import { Injectable } from '@nestjs/common';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import type { AgeBand, ProfileKind } from './person';

export interface ProfileRow {
  id: string;
  kind: ProfileKind;
  name: string;
  ageBand: AgeBand;
}

/** What is needed to send somebody a way back in, or to refuse it. */
export interface Holder {
  id: string;
  name: string;
  email: string | null;
  /** Of the community they live in, and of the hub station that covers it. */
  sitePaths: string[];
}

interface RawHolder {
  id: string;
  name: string;
  email: string | null;
  site_path: string;
  hub_path: string | null;
}

@Injectable()
export class AccountsQueries {
  constructor(private readonly database: Database) {}

  /** A live account; a disabled one does not exist. */
  async byPhone(phone: string): Promise<{ id: string; passwordHash: string | null } | null> {
    const row = await this.database.one<{ id: string; password_hash: string | null }>(
      sql`SELECT id, password_hash FROM account WHERE phone = ${phone} AND disabled_at IS NULL`,
    );
    return row ? { id: row.id, passwordHash: row.password_hash } : null;
  }

  async byId(id: string): Promise<{ phone: string; passwordHash: string | null } | null> {
    const row = await this.database.one<{ phone: string; password_hash: string | null }>(
      sql`SELECT phone, password_hash FROM account WHERE id = ${id} AND disabled_at IS NULL`,
    );
    return row ? { phone: row.phone, passwordHash: row.password_hash } : null;
  }

  async holder(phone: string): Promise<Holder | null> {
    const row = await this.database.one<RawHolder>(
      sql`SELECT a.id, p.name, a.email, s.path AS site_path, hub.path AS hub_path FROM account a
          JOIN profile p ON p.account_id = a.id AND p.kind = 'self'
          JOIN site s ON s.id = p.site_id LEFT JOIN site hub ON hub.id = s.hub_id
          WHERE a.phone = ${phone} AND a.disabled_at IS NULL`,
    );
    if (!row) return null;
    const { id, name, email, site_path, hub_path } = row;
    return { id, name, email, sitePaths: hub_path ? [site_path, hub_path] : [site_path] };
  }

  async isStaff(accountId: string): Promise<boolean> {
    const row = await this.database.one<{ id: string }>(
      sql`SELECT id FROM role_grant
          WHERE account_id = ${accountId} AND ended_at IS NULL AND role <> 'partner' LIMIT 1`,
    );
    return row !== undefined;
  }

  /** The account's own profile first, then those it looks after. */
  async profilesOf(accountId: string): Promise<ProfileRow[]> {
    const rows = await this.database.query<{
      id: string;
      kind: ProfileKind;
      name: string;
      age_band: AgeBand;
    }>(
      sql`SELECT id, kind, name, age_band FROM profile WHERE account_id = ${accountId}
          ORDER BY CASE kind WHEN 'self' THEN 0 ELSE 1 END, created_at, id`,
    );
    return rows.map(({ id, kind, name, age_band }) => ({ id, kind, name, ageBand: age_band }));
  }
}
