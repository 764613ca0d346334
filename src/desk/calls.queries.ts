import { Injectable } from '@nestjs/common';
import { KeptNews, phonedNews } from '../enrollment/enrollment.news';
import { newsSince, STILL_TRUE } from '../enrollment/place-news.queries';
import { instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql } from '../shared/database/sql';

/** One piece of news that somebody is to be phoned about. Name and phone are in full: pages mask them. */
export interface CallNews {
  enrollmentId: string;
  kind: KeptNews;
  name: string;
  phone: string;
  at: Date;
  /** When they read it on the page. */
  seenAt: Date | null;
  /** When staff last looked at their number since then. */
  lookedAt: Date | null;
}

/** How many are still to be phoned for one class. */
export interface CallCount {
  classId: string;
  title: string;
  people: number;
}

interface Raw {
  id: string;
  kind: KeptNews;
  name: string;
  phone: string;
  at: unknown;
  seen_at: unknown;
  looked_at: unknown;
}

const MOST_NEWS = 4_000;

/** Those in a queue need no call when a rule changed: their evening is not settled yet. */
const TO_CALL = sql`n.kind ${inList(phonedNews)} AND ${STILL_TRUE}
  AND (n.kind <> 'rulesChanged' OR e.state IN ('enrolled', 'offered'))`;

/** Since the news: an earlier look was for another reason. */
const LOOKED_AT = sql`(SELECT MAX(l.at) FROM audit_entry l WHERE l.subject = 'enrollment'
  AND l.subject_id = n.enrollment_id AND l.action = 'contact.show' AND l.at >= n.at)`;

/** Who has no e-mail and learns by telephone what happened to their place. */
@Injectable()
export class CallsQueries {
  constructor(private readonly database: Database) {}

  /** The news of each person together, in the order of enrolment. */
  async ofClass(classId: string): Promise<CallNews[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT e.id, n.kind, p.name, a.phone, n.at, n.seen_at, ${LOOKED_AT} AS looked_at
          FROM place_news n JOIN enrollment e ON e.id = n.enrollment_id
          JOIN night_class c ON c.id = e.class_id JOIN profile p ON p.id = e.profile_id
          JOIN account a ON a.id = e.account_id
          WHERE n.class_id = ${classId} AND ${TO_CALL}
          ORDER BY e.entered_at, e.id, n.at, n.kind LIMIT ${MOST_NEWS}`,
    );
    return rows.map((row) => ({
      enrollmentId: row.id,
      kind: row.kind,
      name: row.name,
      phone: row.phone,
      at: instant(row.at),
      seenAt: maybeInstant(row.seen_at),
      lookedAt: maybeInstant(row.looked_at),
    }));
  }

  /** The classes of a school with people whom nobody has reached yet. */
  async toCall(schoolId: string, now: Date): Promise<CallCount[]> {
    const rows = await this.database.query<{ id: string; title: string; people: unknown }>(
      sql`SELECT c.id, c.title, COUNT(DISTINCT e.id) AS people
          FROM night_class c JOIN place_news n ON n.class_id = c.id
          JOIN enrollment e ON e.id = n.enrollment_id
          WHERE c.school_id = ${schoolId} AND n.seen_at IS NULL AND n.at > ${newsSince(now)}
            AND ${TO_CALL} AND ${LOOKED_AT} IS NULL
          GROUP BY c.id, c.title, c.starts_at ORDER BY c.starts_at, c.id`,
    );
    return rows.map(({ id, title, people }) => ({ classId: id, title, people: Number(people) }));
  }
}
