import { Injectable } from '@nestjs/common';
import { instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';

/** A brief that somebody of an account heard at an evening. */
export interface Heard {
  briefId: string;
  title: string;
  profileName: string;
  classTitle: string;
  at: Date;
}

const MOST = 200;

@Injectable()
export class HeardQueries {
  constructor(private readonly database: Database) {}

  /** What the profiles of an account were checked in for when it was told, the latest first. */
  async of(accountId: string): Promise<Heard[]> {
    const rows = await this.database.query<Record<string, string>>(
      sql`SELECT b.id, b.title, p.name, c.title AS class_title, d.at
          FROM profile p JOIN attendance a ON a.profile_id = p.id AND a.state IN ('present', 'late')
          JOIN brief_delivery d ON d.session_id = a.session_id AND a.at <= d.at
          JOIN policy_brief b ON b.id = d.brief_id
          JOIN class_session s ON s.id = d.session_id JOIN night_class c ON c.id = s.class_id
          WHERE p.account_id = ${accountId} ORDER BY d.at DESC, b.id, p.id LIMIT ${MOST}`,
    );
    return rows.map((row) => ({
      ...{ briefId: row['id']!, title: row['title']!, profileName: row['name']! },
      ...{ classTitle: row['class_title']!, at: instant(row['at']) },
    }));
  }
}
