import { Injectable } from '@nestjs/common';
import { maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import type { KeptNews } from './enrollment.news';

/** News that somebody has not read yet. */
export interface UnreadNews {
  enrollmentId: string;
  kind: KeptNews;
  title: string;
  /** Null for the holder of the account. */
  relative: string | null;
  /** What happened or why, in words for the learner. */
  words: string | null;
  offerExpiresAt: Date | null;
  /** The next evening of the class, when one is planned. */
  nextAt: Date | null;
  place: string;
}

interface Raw {
  id: string;
  kind: KeptNews;
  title: string;
  profile_kind: string;
  name: string;
  words: string | null;
  offer_expires_at: unknown;
  next_at: unknown;
  site_name: string;
  room_name: string;
}

const LASTS_MS = 30 * 86_400_000;
const MOST_UNREAD = 10;

/** Nobody is told any more of what happened before. */
export const newsSince = (now: Date): Date => new Date(now.getTime() - LASTS_MS);

const GOES_ON = sql`c.state = 'published'
  AND e.state IN ('applied', 'enrolled', 'waitlisted', 'offered')`;

/**
 * News `n` that no longer holds for the place `e` in the class `c` is no news: an offer that was
 * taken, a class that goes on.
 */
export const STILL_TRUE = sql`CASE n.kind
  WHEN 'drawn' THEN e.state = 'enrolled' AND c.state = 'published'
  WHEN 'promoted' THEN e.state = 'enrolled' AND c.state = 'published'
  WHEN 'notDrawn' THEN e.state IN ('not_drawn', 'waitlisted')
  WHEN 'offered' THEN e.state = 'offered'
  WHEN 'lapsed' THEN e.state = 'lapsed'
  WHEN 'released' THEN e.state = 'released'
  WHEN 'postponed' THEN c.state = 'postponed'
    AND e.state IN ('applied', 'enrolled', 'waitlisted', 'offered')
  WHEN 'resumed' THEN ${GOES_ON}
  WHEN 'merged' THEN ${GOES_ON}
  WHEN 'rulesChanged' THEN ${GOES_ON}
  WHEN 'rescheduled' THEN ${GOES_ON}
  ELSE e.state = 'cancelled' END`;

@Injectable()
export class PlaceNewsQueries {
  constructor(private readonly database: Database) {}

  /** The latest first. */
  async unread(accountId: string, now: Date): Promise<UnreadNews[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT e.id, n.kind, c.title, p.kind AS profile_kind, p.name,
            COALESCE(n.words, e.reason, c.reason) AS words, e.offer_expires_at,
            (SELECT MIN(s.starts_at) FROM class_session s WHERE s.class_id = c.id
              AND s.state = 'scheduled' AND s.ends_at > ${now}) AS next_at,
            site.name AS site_name, r.name AS room_name
          FROM place_news n JOIN enrollment e ON e.id = n.enrollment_id
          JOIN night_class c ON c.id = e.class_id JOIN profile p ON p.id = e.profile_id
          JOIN school ON school.id = c.school_id JOIN site ON site.id = school.site_id
          JOIN room r ON r.id = c.room_id
          WHERE n.account_id = ${accountId} AND n.seen_at IS NULL AND n.at > ${newsSince(now)}
            AND ${STILL_TRUE}
          ORDER BY n.at DESC, e.id, n.kind LIMIT ${MOST_UNREAD}`,
    );
    return rows.map((row) => ({
      enrollmentId: row.id,
      kind: row.kind,
      title: row.title,
      relative: row.profile_kind === 'self' ? null : row.name,
      words: row.words,
      offerExpiresAt: maybeInstant(row.offer_expires_at),
      nextAt: maybeInstant(row.next_at),
      place: `${row.site_name} ${row.room_name}`,
    }));
  }
}
