import { Injectable } from '@nestjs/common';
import type { Category } from '../curriculum/categories';
import type { Tier } from '../curriculum/tiers';
import type { Slot } from '../scheduling/slots';
import { bool, instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql, Sql } from '../shared/database/sql';
import { addDays, instantOf } from '../shared/kernel/shanghai';
import type { FixedEvening, Place, TeacherHours } from './plan-world';

export interface PlanRow {
  id: string;
  name: string;
  /** `YYYY-MM-DD` */
  firstDay: string;
  lastDay: string;
  opensAt: Date;
  acceptedAt: Date | null;
  classCount: number;
  placedCount: number;
}

/** A class of a plan, with what the planner and the pages need of its course. */
export interface PlannedRow {
  id: string;
  courseId: string;
  title: string;
  category: Category;
  tier: Tier;
  trackId: string | null;
  equipment: string;
  sessionCount: number;
  minimum: number;
  teacherName: string;
  seats: number;
  schoolId: string | null;
  /** Wanted ones; empty when any will do. */
  weekdays: number[];
  slots: Slot[];
  isFixed: boolean;
  place: Place | null;
  roomName: string;
  /** The school of the room. */
  roomSchoolId: string | null;
  why: string | null;
  classId: string | null;
}

type Raw = Record<string, unknown>;

const MOST_PLANS = 100;
/** More than a county opens in a term; also what one statement can insert (`NightClasses.createAll`). */
export const MOST_CLASSES = 800;
const MOST_BOOKED = 50_000;

@Injectable()
export class PlansQueries {
  constructor(private readonly database: Database) {}

  /** The newest plans all of whose schools are among these. */
  list(schoolIds: readonly string[]): Promise<PlanRow[]> {
    return this.select(within(schoolIds));
  }

  /** A plan all of whose schools are among these. */
  async find(id: string, schoolIds: readonly string[]): Promise<PlanRow | undefined> {
    return (await this.select(sql`p.id = ${id} AND ${within(schoolIds)}`))[0];
  }

  async schoolIds(planId: string): Promise<string[]> {
    const rows = await this.database.query<{ school_id: string }>(
      sql`SELECT school_id FROM class_plan_school WHERE plan_id = ${planId} LIMIT 1000`,
    );
    return rows.map((row) => row.school_id);
  }

  /** The classes of a plan in the order in which they were added. */
  async classes(planId: string): Promise<PlannedRow[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT k.id, k.course_id, c.title, c.category, c.tier, c.track_id, c.equipment,
            c.session_count, c.minimum, k.teacher_name, k.seats, k.school_id, k.weekdays, k.slots,
            k.is_fixed, k.room_id, k.weekday, k.slot, k.start_date, k.why, k.class_id,
            r.name AS room_name, r.school_id AS room_school_id
          FROM planned_class k JOIN course c ON c.id = k.course_id
          LEFT JOIN room r ON r.id = k.room_id
          WHERE k.plan_id = ${planId} ORDER BY k.position, k.id LIMIT ${MOST_CLASSES}`,
    );
    return rows.map(plannedOf);
  }

  /** When the teachers of a plan can teach, by name. */
  async hours(planId: string): Promise<Map<string, TeacherHours>> {
    const rows = await this.database.query<Raw>(
      sql`SELECT name, weekdays, starts_at, ends_at FROM planned_teacher
          WHERE plan_id = ${planId} ORDER BY name LIMIT ${MOST_CLASSES}`,
    );
    return new Map(
      rows.map((row) => [
        row['name'] as string,
        {
          weekdays: numbers(row['weekdays']),
          from: row['starts_at'] as string,
          until: row['ends_at'] as string,
        },
      ]),
    );
  }

  /** Evenings from one day to another that are booked at these schools or for these teachers. */
  async booked(
    span: { from: string; to: string },
    schoolIds: readonly string[],
    teacherNames: readonly string[],
  ): Promise<FixedEvening[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT s.room_id, s.teacher_name, c.school_id, c.title, s.starts_at, s.ends_at
          FROM class_session s JOIN night_class c ON c.id = s.class_id
          WHERE s.state = 'scheduled' AND s.starts_at >= ${instantOf(span.from)}
            AND s.starts_at < ${instantOf(addDays(span.to, 1))}
            AND (c.school_id ${inList(schoolIds)} OR s.teacher_name ${inList(teacherNames)})
          ORDER BY s.starts_at, s.id LIMIT ${MOST_BOOKED}`,
    );
    return rows.map((row) => ({
      roomId: row['room_id'] as string,
      teacherName: row['teacher_name'] as string,
      schoolId: row['school_id'] as string,
      title: row['title'] as string,
      startsAt: instant(row['starts_at']),
      endsAt: instant(row['ends_at']),
    }));
  }

  private async select(where: Sql): Promise<PlanRow[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT p.id, p.name, p.first_day, p.last_day, p.opens_at, p.accepted_at,
            COUNT(k.id) AS classes, COUNT(k.room_id) AS placed
          FROM class_plan p LEFT JOIN planned_class k ON k.plan_id = p.id
          WHERE ${where}
          GROUP BY p.id, p.name, p.first_day, p.last_day, p.opens_at, p.accepted_at, p.created_at
          ORDER BY p.created_at DESC, p.id LIMIT ${MOST_PLANS}`,
    );
    return rows.map((row) => ({
      id: row['id'] as string,
      name: row['name'] as string,
      firstDay: row['first_day'] as string,
      lastDay: row['last_day'] as string,
      opensAt: instant(row['opens_at']),
      acceptedAt: maybeInstant(row['accepted_at']),
      classCount: Number(row['classes']),
      placedCount: Number(row['placed']),
    }));
  }
}

const within = (schoolIds: readonly string[]): Sql =>
  sql`NOT EXISTS (SELECT 1 FROM class_plan_school ps
        WHERE ps.plan_id = p.id AND NOT ps.school_id ${inList(schoolIds)})`;

const words = (value: unknown): string[] => String(value).split(',').filter(Boolean);
const numbers = (value: unknown): number[] => words(value).map(Number);

function plannedOf(row: Raw): PlannedRow {
  const roomId = row['room_id'] as string | null;
  return {
    id: row['id'] as string,
    courseId: row['course_id'] as string,
    title: row['title'] as string,
    category: row['category'] as Category,
    tier: row['tier'] as Tier,
    trackId: row['track_id'] as string | null,
    equipment: row['equipment'] as string,
    sessionCount: Number(row['session_count']),
    minimum: Number(row['minimum']),
    teacherName: row['teacher_name'] as string,
    seats: Number(row['seats']),
    schoolId: row['school_id'] as string | null,
    weekdays: numbers(row['weekdays']),
    slots: words(row['slots']) as Slot[],
    isFixed: bool(row['is_fixed']),
    place: roomId === null ? null : placeOf(row, roomId),
    roomName: (row['room_name'] as string | null) ?? '',
    roomSchoolId: row['room_school_id'] as string | null,
    why: row['why'] as string | null,
    classId: row['class_id'] as string | null,
  };
}

const placeOf = (row: Raw, roomId: string): Place => ({
  roomId,
  weekday: Number(row['weekday']),
  slot: row['slot'] as Slot,
  startDate: row['start_date'] as string,
});
