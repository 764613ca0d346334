import { Injectable } from '@nestjs/common';
import type { StoredState } from '../scheduling/night-class.states';
import { instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql, Sql } from '../shared/database/sql';
import type { Period } from '../shared/kernel/period';
import type { FeedEvening } from './feed-evening';
import type { OpenFeed } from './feed-links.queries';

type Raw = Record<string, unknown>;

/** More evenings than a large school has planned; a file of them is written in a quarter of a second. */
const MOST = 2_000;

const TABLES = sql.raw(`class_session s JOIN night_class c ON c.id = s.class_id
  JOIN school ON school.id = c.school_id JOIN site ON site.id = school.site_id
  JOIN room ON room.id = s.room_id`);

/** Of a halted class the evenings to come are called off with it, for its reason. */
const REASON = sql.raw(`CASE WHEN s.state = 'cancelled' AND c.state <> 'published'
  THEN c.reason ELSE s.reason END`);

@Injectable()
export class FeedsQueries {
  constructor(private readonly database: Database) {}

  /** Every evening of a class, called-off ones included; none for a draft. */
  ofClass(classId: string): Promise<FeedEvening[]> {
    return this.select(NOBODY, TABLES, sql`s.class_id = ${classId}`);
  }

  /** The evenings of a feed within a span. */
  ofFeed(feed: OpenFeed, span: Period): Promise<FeedEvening[]> {
    const within = sql`s.ends_at > ${span.startsAt} AND s.starts_at < ${span.endsAt}`;
    if (feed.kind === 'learner')
      return this.select(PERSON, OWN, sql`${ownedBy(feed.id)} AND ${within}`);
    return this.select(NOBODY, TABLES, sql`${shownBy(feed)} AND ${within}`);
  }

  /** The evenings of a school within a span, and those that were announced for it and moved away. */
  ofSchool(schoolId: string, { startsAt, endsAt }: Period): Promise<FeedEvening[]> {
    const within = (column: Sql) => sql`(${column} >= ${startsAt} AND ${column} < ${endsAt})`;
    const [now, first] = [within(sql.raw('s.starts_at')), within(sql.raw('s.first_starts_at'))];
    return this.select(NOBODY, TABLES, sql`c.school_id = ${schoolId} AND (${now} OR ${first})`);
  }

  private async select(person: Sql, tables: Sql, where: Sql): Promise<FeedEvening[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT s.id, s.class_id, c.title, s.title AS lesson, s.position, c.session_count,
            s.starts_at, s.ends_at, s.state, c.state AS class_state, ${REASON} AS reason,
            s.first_starts_at, s.revision,
            COALESCE(s.changed_at, c.published_at, c.created_at) AS changed_at,
            s.teacher_name, c.teacher_name AS class_teacher, room.name AS room_name,
            site.name AS site_name, school.address, ${person}
          FROM ${tables} WHERE c.state <> 'draft' AND ${where}
          ORDER BY s.starts_at, s.id LIMIT ${MOST}`,
    );
    return rows.map(eveningOf);
  }
}

const NOBODY = sql.raw('NULL AS enrollment_id, NULL AS profile_name');
const PERSON = sql.raw('e.id AS enrollment_id, p.name AS profile_name');
const OWN = sql`${TABLES} JOIN enrollment e ON e.class_id = c.id JOIN profile p ON p.id = e.profile_id`;

/**
 * The seats of an account. A seat given up leaves the feed: its evening is held, only without this
 * person. One that ended with its class stays, so that the phone learns that nobody meets; who only
 * waited for a seat never had the evening.
 */
const ownedBy = (accountId: string): Sql =>
  sql`e.account_id = ${accountId} AND (e.state IN ('enrolled', 'completed')
    OR (e.state = 'cancelled' AND c.state = 'cancelled' AND s.state = 'cancelled'
      AND EXISTS (SELECT 1 FROM decision d WHERE d.enrollment_id = e.id
        AND d.kind IN ('seated', 'promoted', 'accepted', 'drawn'))))`;

function shownBy({ kind, id, schoolId, teacherName }: OpenFeed): Sql {
  const here = sql`c.school_id = ${schoolId}`;
  if (kind === 'room') return sql`s.room_id = ${id}`;
  return kind === 'teacher' ? sql`${here} AND s.teacher_name = ${teacherName}` : here;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const eveningOf = (row: Raw): FeedEvening => ({
  sessionId: text(row['id']),
  classId: text(row['class_id']),
  title: text(row['title']),
  lesson: text(row['lesson']),
  position: Number(row['position']),
  sessionCount: Number(row['session_count']),
  startsAt: instant(row['starts_at']),
  endsAt: instant(row['ends_at']),
  isCancelled: row['state'] === 'cancelled',
  classState: row['class_state'] as StoredState,
  reason: text(row['reason']),
  firstStartsAt: maybeInstant(row['first_starts_at']),
  revision: Number(row['revision']),
  changedAt: instant(row['changed_at']),
  teacherName: text(row['teacher_name']),
  classTeacher: text(row['class_teacher']),
  roomName: text(row['room_name']),
  siteName: text(row['site_name']),
  address: text(row['address']),
  enrollmentId: text(row['enrollment_id']) || null,
  profileName: text(row['profile_name']) || null,
});
