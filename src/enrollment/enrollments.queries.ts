import { Injectable } from '@nestjs/common';
import type { Category } from '../curriculum/categories';
import { instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql, Sql } from '../shared/database/sql';
import type { StoredState } from '../scheduling/night-class.states';
import { PlaceMark, placeMarksFrom, placeMarksOf } from '../standing/standing.queries';
import type { EnrollmentState } from './enrollment.states';

/** A place with what its holder needs to know about the class. */
export interface EnrollmentRow {
  id: string;
  classId: string;
  accountId: string;
  profileName: string;
  state: EnrollmentState;
  /** Place in the queue from 1; null when not in it. */
  position: number | null;
  offerExpiresAt: Date | null;
  reason: string | null;
  /** In a draw: the code, the order of this wish, and after the draw the rank. */
  entryCode: string | null;
  wish: number | null;
  drawRank: number | null;
  drawId: string | null;
  closesAt: Date;
  title: string;
  category: Category;
  classState: StoredState;
  /** Why the class was cancelled or put off. */
  classReason: string | null;
  sessionCount: number;
  startsAt: Date;
  endsAt: Date;
  schoolId: string;
  siteName: string;
  sitePath: string;
  roomName: string;
  address: string;
  phone: string;
  bring: string;
  /** What was noted about this place. */
  marks: PlaceMark[];
}

/** An evening of one's own timetable. */
export interface MyEvening {
  classId: string;
  enrollmentId: string;
  title: string;
  position: number;
  sessionCount: number;
  startsAt: Date;
  endsAt: Date;
  /** When it was announced for at first, if it was changed since. */
  firstStartsAt: Date | null;
  place: string;
  profileName: string;
}

interface Raw {
  id: string;
  class_id: string;
  account_id: string;
  name: string;
  state: EnrollmentState;
  position: unknown;
  offer_expires_at: unknown;
  reason: string | null;
  entry_code: string | null;
  wish: number | null;
  draw_rank: number | null;
  draw_id: string | null;
  closes_at: unknown;
  title: string;
  category: Category;
  class_state: StoredState;
  class_reason: string | null;
  session_count: number;
  starts_at: unknown;
  ends_at: unknown;
  school_id: string;
  site_name: string;
  site_path: string;
  room_name: string;
  address: string;
  phone: string;
  bring: string;
  marks: unknown;
}

const MOST_OWN = 100;

@Injectable()
export class EnrollmentsQueries {
  constructor(private readonly database: Database) {}

  /** One place; whoever asks must check whose it is. */
  async find(id: string): Promise<EnrollmentRow | null> {
    return (await this.select(sql`e.id = ${id}`))[0] ?? null;
  }

  /** Every place of an account, the live ones first, the newest of the others after them. */
  ofAccount(accountId: string): Promise<EnrollmentRow[]> {
    return this.select(sql`e.account_id = ${accountId}`);
  }

  /** The evenings of the seats an account holds, within a span. */
  async evenings(accountId: string, from: Date, to: Date): Promise<MyEvening[]> {
    const rows = await this.database.query<Raw & { session: number; first_starts_at: unknown }>(
      sql`SELECT e.id, e.class_id, p.name, c.title, s.position AS session, c.session_count,
            s.starts_at, s.ends_at, s.first_starts_at, site.name AS site_name,
            r.name AS room_name
          FROM enrollment e JOIN class_session s ON s.class_id = e.class_id
          JOIN night_class c ON c.id = e.class_id JOIN profile p ON p.id = e.profile_id
          JOIN school ON school.id = c.school_id JOIN site ON site.id = school.site_id
          JOIN room r ON r.id = s.room_id
          WHERE e.account_id = ${accountId} AND e.state = 'enrolled' AND s.state = 'scheduled'
            AND c.state = 'published' AND s.ends_at > ${from} AND s.starts_at < ${to}
          ORDER BY s.starts_at LIMIT 500`,
    );
    return rows.map((row) => ({
      classId: row.class_id,
      enrollmentId: row.id,
      title: row.title,
      position: row.session,
      sessionCount: row.session_count,
      startsAt: instant(row.starts_at),
      endsAt: instant(row.ends_at),
      firstStartsAt: maybeInstant(row.first_starts_at),
      place: `${row.site_name} ${row.room_name}`,
      profileName: row.name,
    }));
  }

  private async select(where: Sql): Promise<EnrollmentRow[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT e.id, e.class_id, e.account_id, p.name, e.state, e.offer_expires_at, e.reason,
            e.entry_code, e.wish, e.draw_rank, c.draw_id, c.closes_at,
            CASE WHEN e.state = 'waitlisted' THEN (SELECT COUNT(*) FROM enrollment o
              WHERE o.class_id = e.class_id AND o.state = 'waitlisted'
                AND o.queue_number <= e.queue_number) END AS position,
            c.title, c.category, c.state AS class_state, c.reason AS class_reason, c.session_count,
            c.starts_at, c.ends_at,
            c.school_id, site.name AS site_name, site.path AS site_path, r.name AS room_name, school.address,
            school.phone, course.bring,
            ${placeMarksOf(sql.raw('e.id'))} AS marks
          FROM enrollment e JOIN profile p ON p.id = e.profile_id
          JOIN night_class c ON c.id = e.class_id JOIN course ON course.id = c.course_id
          JOIN school ON school.id = c.school_id JOIN site ON site.id = school.site_id
          JOIN room r ON r.id = c.room_id
          WHERE ${where}
          ORDER BY CASE WHEN e.state IN ('offered', 'enrolled', 'waitlisted', 'applied') THEN 0
            ELSE 1 END, c.starts_at DESC, e.id LIMIT ${MOST_OWN}`,
    );
    return rows.map(enrollmentOf);
  }
}

const enrollmentOf = (row: Raw): EnrollmentRow => ({
  id: row.id,
  classId: row.class_id,
  accountId: row.account_id,
  profileName: row.name,
  state: row.state,
  position: row.position === null ? null : Number(row.position),
  offerExpiresAt: maybeInstant(row.offer_expires_at),
  reason: row.reason,
  entryCode: row.entry_code,
  wish: row.wish,
  drawRank: row.draw_rank,
  drawId: row.draw_id,
  closesAt: instant(row.closes_at),
  title: row.title,
  category: row.category,
  classState: row.class_state,
  classReason: row.class_reason,
  sessionCount: row.session_count,
  startsAt: instant(row.starts_at),
  endsAt: instant(row.ends_at),
  schoolId: row.school_id,
  siteName: row.site_name,
  sitePath: row.site_path,
  roomName: row.room_name,
  address: row.address,
  phone: row.phone,
  bring: row.bring,
  marks: placeMarksFrom(row.marks),
});
