import type { Category } from '../curriculum/categories';
import type { Tier } from '../curriculum/tiers';
import { bool, instant, maybeInstant } from '../shared/database/columns';
import { sql, Sql } from '../shared/database/sql';
import { DESK_RELEASE_HOURS } from './night-class.rules';
import type { Admission, StoredState } from './night-class.states';

/** A night class with the place where it meets: what every list of classes shows. */
export interface ClassRow {
  id: string;
  courseId: string;
  schoolId: string;
  roomId: string;
  termId: string;
  trackId: string | null;
  state: StoredState;
  title: string;
  category: Category;
  tier: Tier;
  teacherName: string;
  weekday: number;
  slotStart: string;
  slotEnd: string;
  sessionCount: number;
  startsAt: Date;
  endsAt: Date;
  capacity: number;
  minimum: number;
  deskQuota: number;
  taken: number;
  deskTaken: number;
  waiting: number;
  opensAt: Date;
  closesAt: Date;
  reason: string | null;
  publishedAt: Date | null;
  admission: Admission;
  priorities: string;
  /** People entered for the draw. */
  applied: number;
  drawId: string | null;
  /** Its draw is still to be held. */
  toDraw: boolean;
  schoolName: string;
  roomName: string;
  siteId: string;
  siteName: string;
  sitePath: string;
}

/** A row as {@link classSelect} gives it. */
export interface RawClass {
  id: string;
  course_id: string;
  school_id: string;
  room_id: string;
  term_id: string;
  track_id: string | null;
  state: StoredState;
  title: string;
  category: Category;
  tier: Tier;
  teacher_name: string;
  weekday: number;
  slot_start: string;
  slot_end: string;
  session_count: number;
  starts_at: unknown;
  ends_at: unknown;
  capacity: number;
  minimum: number;
  desk_quota: number;
  taken: number;
  desk_taken: number;
  waiting: number;
  opens_at: unknown;
  closes_at: unknown;
  reason: string | null;
  published_at: unknown;
  admission: Admission;
  priorities: string;
  applied: number;
  draw_id: string | null;
  to_draw: unknown;
  school_name: string;
  room_name: string;
  site_id: string;
  site_name: string;
  site_path: string;
}

/** Whether the draw of a class is still to be held. */
export const TO_DRAW = sql.raw(
  'EXISTS (SELECT 1 FROM draw d WHERE d.id = c.draw_id AND d.drawn_at IS NULL)',
);

const COLUMNS = sql`${sql.raw(`c.id, c.course_id, c.school_id, c.room_id, c.term_id, c.track_id, c.state,
  c.title, c.category, c.tier, c.teacher_name, c.weekday, c.slot_start, c.slot_end,
  c.session_count, c.starts_at, c.ends_at, c.capacity, c.minimum, c.desk_quota, c.taken,
  c.desk_taken, c.waiting, c.opens_at, c.closes_at, c.reason, c.published_at, c.admission,
  c.priorities, c.applied, c.draw_id, school.name AS school_name, room.name AS room_name, site.id AS site_id,
  site.name AS site_name, site.path AS site_path`)}, ${TO_DRAW} AS to_draw`;

export const CLASS_TABLES = sql.raw(`night_class c JOIN school ON school.id = c.school_id
  JOIN room ON room.id = c.room_id JOIN site ON site.id = school.site_id`);

/** The statement behind every list of classes; `rest` holds its conditions, order and limit. */
export const classSelect = (rest: Sql): Sql => sql`SELECT ${COLUMNS} FROM ${CLASS_TABLES} ${rest}`;

/** The same with further columns, from the tables of the class and its course. */
export const classSelectWith = (columns: Sql, rest: Sql): Sql =>
  sql`SELECT ${COLUMNS}, ${columns} FROM ${CLASS_TABLES}
    JOIN course ON course.id = c.course_id ${rest}`;

export const classOf = (row: RawClass): ClassRow => ({
  id: row.id,
  courseId: row.course_id,
  schoolId: row.school_id,
  roomId: row.room_id,
  termId: row.term_id,
  trackId: row.track_id,
  state: row.state,
  title: row.title,
  category: row.category,
  tier: row.tier,
  teacherName: row.teacher_name,
  weekday: row.weekday,
  slotStart: row.slot_start,
  slotEnd: row.slot_end,
  sessionCount: row.session_count,
  startsAt: instant(row.starts_at),
  endsAt: instant(row.ends_at),
  capacity: row.capacity,
  minimum: row.minimum,
  deskQuota: row.desk_quota,
  taken: row.taken,
  deskTaken: row.desk_taken,
  waiting: row.waiting,
  opensAt: instant(row.opens_at),
  closesAt: instant(row.closes_at),
  reason: row.reason,
  publishedAt: maybeInstant(row.published_at),
  admission: row.admission,
  priorities: row.priorities,
  applied: row.applied,
  drawId: row.draw_id,
  toDraw: bool(row.to_draw),
  schoolName: row.school_name,
  roomName: row.room_name,
  siteId: row.site_id,
  siteName: row.site_name,
  sitePath: row.site_path,
});

/** Enrolment is possible now: the SQL of `stateAt(c, now) === 'open'`. */
export const openNow = (now: Date): Sql =>
  sql`(c.state = 'published' AND c.opens_at <= ${now} AND c.closes_at > ${now} AND c.starts_at > ${now})`;

/** Seats of the class `c` that only the desk may give: `heldForDesk` as SQL. */
export function heldNow(now: Date): Sql {
  const release = new Date(now.getTime() + DESK_RELEASE_HOURS * 3_600_000);
  return sql`(CASE WHEN c.starts_at > ${release} AND c.desk_quota > c.desk_taken
    THEN c.desk_quota - c.desk_taken ELSE 0 END)`;
}

/** The SQL of `onlineSeats(c, now)`. */
export function seatsNow(now: Date): Sql {
  const held = heldNow(now);
  return sql`(CASE WHEN c.waiting > 0 OR c.capacity - c.taken - ${held} < 0
    THEN 0 ELSE c.capacity - c.taken - ${held} END)`;
}
