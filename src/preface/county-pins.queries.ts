import { Injectable } from '@nestjs/common';
import { BriefLevel, briefLevelNames } from '../policy/brief-words';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';

/** What the county wants first, in words. */
export interface ShownPin {
  id: string;
  what: string;
  siteName: string;
  from: string;
  to: string;
}

@Injectable()
export class CountyPinsQueries {
  constructor(private readonly database: Database) {}

  /** Those that are not over on a day, by their first day. */
  async on(today: string): Promise<ShownPin[]> {
    const rows = await this.database.query<Record<string, string | null>>(
      sql`SELECT p.id, p.level, p.from_day, p.to_day, b.title, site.name
          FROM brief_pin p JOIN site ON site.id = p.site_id
          LEFT JOIN policy_brief b ON b.id = p.brief_id
          WHERE p.to_day >= ${today} ORDER BY p.from_day, p.id LIMIT 100`,
    );
    return rows.map((row) => ({
      id: row['id']!,
      what: row['title'] ?? `所有${briefLevelNames[row['level'] as BriefLevel]}级政策`,
      ...{ siteName: row['name']!, from: row['from_day']!, to: row['to_day']! },
    }));
  }
}
