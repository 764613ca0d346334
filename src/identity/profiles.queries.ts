import { Injectable } from '@nestjs/common';
import { bool } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import type { AgeBand, ProfileKind } from './person';

export interface OwnProfile {
  id: string;
  kind: ProfileKind;
  name: string;
  ageBand: AgeBand;
  siteId: string;
  siteName: string;
  photoConsent: boolean;
}

interface RawProfile {
  id: string;
  kind: ProfileKind;
  name: string;
  age_band: AgeBand;
  site_id: string;
  site_name: string;
  photo: unknown;
}

@Injectable()
export class ProfilesQueries {
  constructor(private readonly database: Database) {}

  /** Everybody the account looks after, its holder first, with what they agreed to. */
  async ofAccount(accountId: string): Promise<OwnProfile[]> {
    const rows = await this.database.query<RawProfile>(
      sql`SELECT p.id, p.kind, p.name, p.age_band, p.site_id, s.name AS site_name,
            EXISTS (SELECT 1 FROM consent c WHERE c.profile_id = p.id AND c.kind = 'photo'
              AND c.withdrawn_at IS NULL) AS photo
          FROM profile p JOIN site s ON s.id = p.site_id WHERE p.account_id = ${accountId}
          ORDER BY CASE p.kind WHEN 'self' THEN 0 ELSE 1 END, p.created_at, p.id`,
    );
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      name: row.name,
      ageBand: row.age_band,
      siteId: row.site_id,
      siteName: row.site_name,
      photoConsent: bool(row.photo),
    }));
  }

  /** A profile of this account; anybody else's does not exist. */
  async own(accountId: string, profileId: string): Promise<OwnProfile | undefined> {
    return (await this.ofAccount(accountId)).find((profile) => profile.id === profileId);
  }
}
