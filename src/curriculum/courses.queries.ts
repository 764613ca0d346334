import { Injectable } from '@nestjs/common';
import { bool } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql, Sql } from '../shared/database/sql';
import { NotFound } from '../shared/web/errors';
import { categories, Category } from './categories';
import { lowestFirst, Rung } from './ladder';
import { Tier, tiers } from './tiers';

export interface CourseSummary extends Rung {
  category: Category;
  trackId: string | null;
  isUniversal: boolean;
  summary: string;
  audience: string;
  sessionCount: number;
  capacity: number;
  isListed: boolean;
}

export interface LessonRow {
  position: number;
  title: string;
  summary: string;
}

export interface CourseDetail extends CourseSummary {
  trackName: string | null;
  description: string;
  outcome: string;
  bring: string;
  /** What its room must have, as staff wrote it. */
  equipment: string;
  minimum: number;
  marketPriceFen: number | null;
  marketPriceNote: string;
  lessons: LessonRow[];
}

export interface CourseFilter {
  category?: Category;
  tier?: Tier;
  /** Also those that the centre has taken off the list. */
  unlisted?: boolean;
}

export interface TrackRow {
  id: string;
  name: string;
}

interface RawSummary {
  id: string;
  title: string;
  category: Category;
  tier: Tier;
  track_id: string | null;
  is_universal: unknown;
  summary: string;
  audience: string;
  session_count: number;
  capacity: number;
  is_listed: unknown;
}

interface RawDetail extends RawSummary {
  track_name: string | null;
  description: string;
  outcome: string;
  bring: string;
  equipment: string;
  minimum: number;
  market_price_fen: number | null;
  market_price_note: string;
}

const SUMMARY = sql.raw(
  'c.id, c.title, c.category, c.tier, c.track_id, c.is_universal, c.summary, c.audience, c.session_count, c.capacity, c.is_listed',
);
const DETAIL = sql.raw(
  'c.description, c.outcome, c.bring, c.equipment, c.minimum, c.market_price_fen, c.market_price_note',
);
/** The place of a code in its fixed order; the codes are ours, so they may stand in the text. */
const rank = (column: string, codes: readonly string[]): Sql =>
  sql.raw(
    `CASE ${column} ${codes.map((code, i) => `WHEN '${code}' THEN ${i}`).join(' ')} ELSE 99 END`,
  );
const BY_PROGRAMME = sql`${rank('c.category', categories)}, ${rank('c.tier', tiers)}, c.title`;
const MOST_TRACKS = 500;
const MOST_COURSES = 1_000;

const summaryOf = (row: RawSummary): CourseSummary => ({
  id: row.id,
  title: row.title,
  category: row.category,
  tier: row.tier,
  trackId: row.track_id,
  isUniversal: bool(row.is_universal),
  summary: row.summary,
  audience: row.audience,
  sessionCount: row.session_count,
  capacity: row.capacity,
  isListed: bool(row.is_listed),
});

@Injectable()
export class CoursesQueries {
  constructor(private readonly database: Database) {}

  /** A page of the courses in the order of the programme: category, tier, title. */
  async list(filter: CourseFilter, limit: number, offset = 0): Promise<CourseSummary[]> {
    const rows = await this.database.query<RawSummary>(
      sql`SELECT ${SUMMARY} FROM course c WHERE ${where(filter)}
          ORDER BY ${BY_PROGRAMME} LIMIT ${limit} OFFSET ${offset}`,
    );
    return rows.map(summaryOf);
  }

  /** Every listed course, for a choice. */
  all(): Promise<CourseSummary[]> {
    return this.list({}, MOST_COURSES);
  }

  async count(filter: CourseFilter = {}): Promise<number> {
    const row = await this.database.one<{ n: unknown }>(
      sql`SELECT COUNT(*) AS n FROM course c WHERE ${where(filter)}`,
    );
    return Number(row?.n ?? 0);
  }

  /** A course with its lesson plan, listed or not. Throws NotFound for an unknown id. */
  async show(courseId: string): Promise<CourseDetail> {
    const [row, lessons] = await Promise.all([
      this.database.one<RawDetail>(
        sql`SELECT ${SUMMARY}, ${DETAIL}, t.name AS track_name
            FROM course c LEFT JOIN track t ON t.id = c.track_id WHERE c.id = ${courseId}`,
      ),
      this.lessons(courseId),
    ]);
    if (!row) throw new NotFound();
    return {
      ...summaryOf(row),
      trackName: row.track_name,
      description: row.description,
      outcome: row.outcome,
      bring: row.bring,
      equipment: row.equipment,
      minimum: row.minimum,
      marketPriceFen: row.market_price_fen,
      marketPriceNote: row.market_price_note,
      lessons,
    };
  }

  /** The lesson plan in order; a plan has at most 40 lessons. */
  lessons(courseId: string): Promise<LessonRow[]> {
    return this.database.query<LessonRow>(
      sql`SELECT position, title, summary FROM course_lesson
          WHERE course_id = ${courseId} ORDER BY position LIMIT 40`,
    );
  }

  /** The lesson plans of several courses, by course. */
  async lessonsOf(courseIds: readonly string[]): Promise<Map<string, LessonRow[]>> {
    const rows = await this.database.query<LessonRow & { course_id: string }>(
      sql`SELECT course_id, position, title, summary FROM course_lesson
          WHERE course_id ${inList(courseIds)} ORDER BY course_id, position LIMIT 40000`,
    );
    const plans = new Map<string, LessonRow[]>();
    for (const { course_id, ...lesson } of rows)
      plans.set(course_id, [...(plans.get(course_id) ?? []), lesson]);
    return plans;
  }

  /** The listed courses of a track, lowest tier first; none without a track. */
  async ladder(trackId: string | null): Promise<Rung[]> {
    if (trackId === null) return [];
    const rows = await this.database.query<Rung>(
      sql`SELECT id, title, tier FROM course
          WHERE track_id = ${trackId} AND is_listed = ${true} ORDER BY title LIMIT 100`,
    );
    return lowestFirst(rows);
  }

  tracks(): Promise<TrackRow[]> {
    return this.database.query<TrackRow>(
      sql`SELECT id, name FROM track ORDER BY name LIMIT ${MOST_TRACKS}`,
    );
  }
}

function where({ category, tier, unlisted = false }: CourseFilter): Sql {
  const parts = [unlisted ? sql.raw('1 = 1') : sql`c.is_listed = ${true}`];
  if (category) parts.push(sql`c.category = ${category}`);
  if (tier) parts.push(sql`c.tier = ${tier}`);
  return sql.join(parts, ' AND ');
}
