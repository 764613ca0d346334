import { Injectable } from '@nestjs/common';
import { bool, instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { beginsWithAny, jsonRows, jsonRowsOf, sql, Sql } from '../shared/database/sql';
import type { PrefaceItemState } from './preface.states';

/** An evening with what it begins with. */
export interface ComingQueue {
  sessionId: string;
  schoolId: string;
  schoolName: string;
  title: string;
  startsAt: Date;
  endsAt: Date;
  exempt: boolean;
  items: { title: string; seconds: number; state: PrefaceItemState }[];
}

type Raw = Record<string, unknown>;
const MOST = 200;
const HELD = sql`s.state = 'scheduled' AND c.state = 'published'`;
const SOMETHING = sql`EXISTS (SELECT 1 FROM preface_item i
  WHERE i.session_id = s.id AND i.state <> 'dropped')`;
const EXEMPT = sql`EXISTS (SELECT 1 FROM preface_exemption x WHERE x.session_id = s.id)`;

/** Evenings of some days with their queues, for those who look after them beforehand. */
@Injectable()
export class ComingQueuesQueries {
  constructor(private readonly database: Database) {}

  /** The evenings of a school by time. */
  ofSchool(schoolId: string, from: Date, to: Date): Promise<ComingQueue[]> {
    return this.rows(
      sql`c.school_id = ${schoolId} AND s.starts_at >= ${from} AND s.starts_at < ${to}`,
    );
  }

  /** Those of all schools at sites below these that would begin with nothing. */
  empty(within: readonly string[], from: Date, to: Date): Promise<ComingQueue[]> {
    return this.rows(
      sql`${below(within)} AND s.starts_at >= ${from} AND s.starts_at < ${to}
          AND NOT ${SOMETHING} AND NOT ${EXEMPT}`,
    );
  }

  /** Evenings that are over without a delivered brief and without a reason. */
  unclosed(schoolId: string, from: Date, now: Date): Promise<ComingQueue[]> {
    return this.rows(
      sql`c.school_id = ${schoolId} AND s.ends_at >= ${from} AND s.ends_at < ${now}
          AND NOT ${EXEMPT} AND NOT EXISTS (
            SELECT 1 FROM brief_delivery d WHERE d.session_id = s.id)`,
    );
  }

  private async rows(which: Sql): Promise<ComingQueue[]> {
    const items = jsonRows(
      ['title', 'seconds', 'state'],
      sql`SELECT b.title, b.spoken_seconds AS seconds, i.state FROM preface_item i
          JOIN policy_brief b ON b.id = i.brief_id
          WHERE i.session_id = s.id AND i.state <> 'dropped' ORDER BY i.position`,
    );
    const rows = await this.database.query<Raw>(
      sql`SELECT s.id, c.school_id, school.name AS school_name, c.title, s.starts_at, s.ends_at,
            ${EXEMPT} AS exempt, ${items} AS items
          FROM class_session s JOIN night_class c ON c.id = s.class_id
          JOIN school ON school.id = c.school_id JOIN site ON site.id = school.site_id
          WHERE ${HELD} AND ${which} ORDER BY s.starts_at, s.id LIMIT ${MOST}`,
    );
    return rows.map((row) => ({
      sessionId: row['id'] as string,
      schoolId: row['school_id'] as string,
      schoolName: row['school_name'] as string,
      title: row['title'] as string,
      startsAt: instant(row['starts_at']),
      endsAt: instant(row['ends_at']),
      exempt: bool(row['exempt']),
      items: jsonRowsOf(row['items']),
    }));
  }
}

/** Sites at one of these paths or below. */
export const below = (paths: readonly string[]): Sql => beginsWithAny(sql.raw('site.path'), paths);
