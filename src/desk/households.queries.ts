import { Injectable } from '@nestjs/common';
import type { ProfileKind } from '../identity/person';
import { Database } from '../shared/database/database';
import { inList, sql } from '../shared/database/sql';

/** The people who share a phone, by name. */
export interface Household {
  accountId: string;
  /** The account was closed: nobody can be enrolled by this phone. */
  closed: boolean;
  /** The name of the account's holder. */
  holder: string;
  profiles: Map<string, string>;
}

interface Raw {
  phone: string;
  account_id: string;
  disabled_at: unknown;
  profile_id: string;
  kind: ProfileKind;
  name: string;
}

@Injectable()
export class HouseholdsQueries {
  constructor(private readonly database: Database) {}

  /** By phone, in one statement; a phone that nobody has is missing. */
  async byPhone(phones: readonly string[]): Promise<Map<string, Household>> {
    const rows = await this.database.query<Raw>(
      sql`SELECT a.phone, a.id AS account_id, a.disabled_at, p.id AS profile_id, p.kind, p.name
          FROM account a JOIN profile p ON p.account_id = a.id WHERE a.phone ${inList(phones)}`,
    );
    const households = new Map<string, Household>();
    for (const row of rows) {
      const household = households.get(row.phone) ?? emptyHousehold(row);
      households.set(row.phone, household);
      household.profiles.set(row.name, row.profile_id);
      if (row.kind === 'self') household.holder = row.name;
    }
    return households;
  }
}

const emptyHousehold = (row: Raw): Household => ({
  accountId: row.account_id,
  closed: row.disabled_at !== null,
  holder: '',
  profiles: new Map(),
});
