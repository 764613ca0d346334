import { Injectable } from '@nestjs/common';
import { bool, instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { jsonRows, jsonRowsOf, sql, Sql } from '../shared/database/sql';
import type { MarkKind } from './standing-mark.entity';
import { Evening, MarkState, NoShow, pausedUntil } from './standing.rules';

/** A mark with what a reader needs to know about the evening. */
export interface MarkRow extends MarkState {
  id: string;
  kind: MarkKind;
  enrollmentId: string;
  schoolId: string;
  schoolPhone: string;
  profileName: string;
  title: string;
  startsAt: Date;
  /** When it happened. */
  at: Date;
  appeal: string | null;
  answer: string | null;
}

interface Raw {
  id: string;
  kind: MarkKind;
  enrollment_id: string;
  account_id: string;
  school_id: string;
  phone: string;
  name: string;
  title: string;
  starts_at: unknown;
  at: unknown;
  recorded_at: unknown;
  recorded_by: string | null;
  expires_at: unknown;
  appeal: string | null;
  appealed_at: unknown;
  answer: string | null;
  answered_at: unknown;
  lifted: unknown;
}

/** As far as a list of places tells of a mark. */
export type PlaceMark = Pick<MarkState, 'expiresAt' | 'appealedAt' | 'answeredAt' | 'lifted'>;

/** A subquery with the marks about an enrollment; read it with {@link placeMarksFrom}. */
export const placeMarksOf = (enrollmentId: Sql): Sql =>
  jsonRows(
    ['expiresAt', 'appealedAt', 'answeredAt', 'lifted'],
    sql`SELECT m.expires_at AS "expiresAt", m.appealed_at AS "appealedAt",
          m.answered_at AS "answeredAt", m.lifted
        FROM standing_mark m WHERE m.enrollment_id = ${enrollmentId}`,
  );

export const placeMarksFrom = (value: unknown): PlaceMark[] =>
  jsonRowsOf<Record<keyof PlaceMark, unknown>>(value).map((one) => ({
    expiresAt: instant(one.expiresAt),
    appealedAt: maybeInstant(one.appealedAt),
    answeredAt: maybeInstant(one.answeredAt),
    lifted: bool(one.lifted),
  }));

/** The first session of a class: the only one of a single evening. */
export interface FirstEvening extends Evening {
  sessionId: string;
  siteId: string;
  startsAt: Date;
}

export interface RawEvening {
  session_count: number;
  class_state: string;
  session_state: string;
  session_id: string;
  site_id: string;
  starts_at: unknown;
  ends_at: unknown;
  term_ends_at: unknown;
}

/** More than anybody collects in the years that they are kept. */
const MOST_OWN = 100;
/** More than a room holds. */
const MOST_IN_CLASS = 2_000;

/** A subquery with the no-shows of a profile that count now; read it with {@link noShowsFrom}. */
export const noShowsOf = (profileId: Sql, now: Date): Sql =>
  jsonRows(
    ['termId', 'at', 'expiresAt'],
    sql`SELECT n.term_id AS "termId", m.at, m.expires_at AS "expiresAt"
        FROM standing_mark m JOIN night_class n ON n.id = m.class_id
        WHERE m.profile_id = ${profileId} AND m.kind = 'no_show' AND m.lifted = ${false}
          AND m.expires_at > ${now} AND n.session_count = 1`,
  );

export const noShowsFrom = (value: unknown): NoShow[] =>
  jsonRowsOf<{ termId: string; at: string; expiresAt: string }>(value).map((one) => ({
    termId: one.termId,
    at: instant(one.at),
    expiresAt: instant(one.expiresAt),
  }));

/** Read it with {@link eveningFrom}. */
export const firstEveningOf = (classId: string): Sql => sql`
  SELECT c.session_count, c.state AS class_state, s.state AS session_state, s.id AS session_id,
    s.starts_at, s.ends_at, t.ends_at AS term_ends_at, school.site_id
  FROM night_class c JOIN class_session s ON s.class_id = c.id
    JOIN term t ON t.id = c.term_id JOIN school ON school.id = c.school_id
  WHERE c.id = ${classId} ORDER BY s.position LIMIT 1`;

export const eveningFrom = (row: RawEvening): FirstEvening => ({
  sessionCount: row.session_count,
  classState: row.class_state,
  sessionState: row.session_state,
  sessionId: row.session_id,
  siteId: row.site_id,
  startsAt: instant(row.starts_at),
  endsAt: instant(row.ends_at),
  termEndsAt: instant(row.term_ends_at),
});

@Injectable()
export class StandingQueries {
  constructor(private readonly database: Database) {}

  /** Every mark of an account, latest first. */
  ofAccount(accountId: string): Promise<MarkRow[]> {
    return this.select(sql`m.account_id = ${accountId}`, sql`m.at DESC, m.id`, MOST_OWN, 0);
  }

  /** Who of an account cannot book now, and until when. */
  async pausesOf(accountId: string, now: Date): Promise<{ name: string; until: Date }[]> {
    const rows = await this.database.query<{ name: string; no_shows: unknown }>(
      sql`SELECT p.name, ${noShowsOf(sql.raw('p.id'), now)} AS no_shows
          FROM profile p WHERE p.account_id = ${accountId} ORDER BY p.created_at, p.id`,
    );
    return rows.flatMap(({ name, no_shows }) => {
      const until = pausedUntil(noShowsFrom(no_shows), now);
      return until ? [{ name, until }] : [];
    });
  }

  /** One mark; whoever asks must check whose it is. */
  async find(markId: string): Promise<MarkRow | undefined> {
    return (await this.select(sql`m.id = ${markId}`, sql`m.id`, 1, 0))[0];
  }

  /** The first session of a class; null while it has none. */
  async firstEvening(classId: string): Promise<FirstEvening | null> {
    const row = await this.database.one<RawEvening>(firstEveningOf(classId));
    return row ? eveningFrom(row) : null;
  }

  /** The no-shows noted in a class, by enrollment. */
  async noShowsIn(classId: string): Promise<Map<string, MarkRow>> {
    const here = sql`m.class_id = ${classId} AND m.kind = 'no_show'`;
    const rows = await this.select(here, sql`m.id`, MOST_IN_CLASS, 0);
    return new Map(rows.map((row) => [row.enrollmentId, row]));
  }

  /** Appeals against marks of a school, those without an answer first, oldest first. */
  appeals(schoolId: string, limit: number, offset: number): Promise<MarkRow[]> {
    const order = sql`CASE WHEN m.answered_at IS NULL THEN 0 ELSE 1 END,
      CASE WHEN m.answered_at IS NULL THEN m.appealed_at END, m.answered_at DESC, m.id`;
    return this.select(appealsAt(schoolId), order, limit, offset);
  }

  /** How many appeals a school has, and how many of them wait for an answer. */
  async countAppeals(schoolId: string): Promise<{ all: number; open: number }> {
    const row = await this.database.one<{ n: unknown; open: unknown }>(
      sql`SELECT COUNT(*) AS n, COUNT(*) - COUNT(m.answered_at) AS open
          FROM standing_mark m JOIN night_class c ON c.id = m.class_id
          WHERE ${appealsAt(schoolId)}`,
    );
    return { all: Number(row?.n ?? 0), open: Number(row?.open ?? 0) };
  }

  private async select(where: Sql, order: Sql, limit: number, offset: number): Promise<MarkRow[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT m.id, m.kind, m.enrollment_id, m.account_id, c.school_id, school.phone, p.name,
            c.title, s.starts_at, m.at, m.recorded_at, m.recorded_by, m.expires_at, m.appeal,
            m.appealed_at, m.answer, m.answered_at, m.lifted
          FROM standing_mark m JOIN profile p ON p.id = m.profile_id
          JOIN night_class c ON c.id = m.class_id JOIN school ON school.id = c.school_id
          JOIN class_session s ON s.id = m.session_id
          WHERE ${where} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`,
    );
    return rows.map(markOf);
  }
}

const appealsAt = (schoolId: string): Sql =>
  sql`c.school_id = ${schoolId} AND m.appealed_at IS NOT NULL`;

const markOf = (row: Raw): MarkRow => ({
  id: row.id,
  kind: row.kind,
  enrollmentId: row.enrollment_id,
  accountId: row.account_id,
  schoolId: row.school_id,
  schoolPhone: row.phone,
  profileName: row.name,
  title: row.title,
  startsAt: instant(row.starts_at),
  at: instant(row.at),
  recordedAt: instant(row.recorded_at),
  recordedBy: row.recorded_by,
  expiresAt: instant(row.expires_at),
  appeal: row.appeal,
  appealedAt: maybeInstant(row.appealed_at),
  answer: row.answer,
  answeredAt: maybeInstant(row.answered_at),
  lifted: bool(row.lifted),
});
