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
