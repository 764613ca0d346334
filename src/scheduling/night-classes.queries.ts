import { Injectable } from '@nestjs/common';
import type { Category } from '../curriculum/categories';
import { instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql, Sql } from '../shared/database/sql';
import { NotFound } from '../shared/web/errors';
import {
  classOf,
  ClassRow,
  classSelect,
  classSelectWith,
  openNow,
  RawClass,
  seatsNow,
} from './class-rows.queries';
import { BACKGROUND, backgroundOf, ClassBackground } from './class-background.queries';

/** A class with everything its page tells. */
export interface ShownClass extends ClassRow, ClassBackground {}

/** An evening with the class it belongs to. */
export interface EveningRow {
  sessionId: string;
  classId: string;
  title: string;
  category: Category;
  position: number;
  sessionCount: number;
  startsAt: Date;
  endsAt: Date;
  teacherName: string;
  taken: number;
  capacity: number;
  schoolId: string;
  schoolName: string;
  siteName: string;
  art: string;
  roomName: string;
}

export interface OpenSummary {
  classes: number;
  seats: number;
  nextDeadline: Date | null;
}

/** More evenings than a county holds in one night. */
const MOST_EVENINGS = 500;

type Raw = Record<string, unknown>;

@Injectable()
export class NightClassesQueries {
  constructor(private readonly database: Database) {}

  /** A class for everybody; a draft does not exist yet. Throws NotFound. */
  show(classId: string): Promise<ShownClass> {
    return this.whole(sql`c.id = ${classId} AND c.state <> 'draft'`);
  }

  /** A class of this school in whatever state. Throws NotFound. */
  forDesk(schoolId: string, classId: string): Promise<ShownClass> {
    return this.whole(sql`c.id = ${classId} AND c.school_id = ${schoolId}`);
  }

  /** The evenings that begin within a span, by time; at one school when it is given. */
  async tonight(dayStart: Date, dayEnd: Date, schoolId?: string): Promise<EveningRow[]> {
    const at = schoolId === undefined ? sql`` : sql`AND c.school_id = ${schoolId}`;
    const rows = await this.database.query<Raw>(
      sql`SELECT s.id AS session_id, c.id AS class_id, c.title, c.category, s.position,
            c.session_count, s.starts_at, s.ends_at, c.teacher_name, c.taken, c.capacity,
            school.id AS school_id, school.name AS school_name, school.art,
            site.name AS site_name, room.name AS room_name
          FROM class_session s JOIN night_class c ON c.id = s.class_id
          JOIN school ON school.id = c.school_id JOIN site ON site.id = school.site_id
          JOIN room ON room.id = s.room_id
          WHERE s.starts_at >= ${dayStart} AND s.starts_at < ${dayEnd}
            AND s.state = 'scheduled' AND c.state = 'published' ${at}
          ORDER BY s.starts_at, site.name, c.title, s.id LIMIT ${MOST_EVENINGS}`,
    );
    return rows.map(eveningOf);
  }

  /** Published classes of a school that are not over, soonest start first. */
  forSchool(schoolId: string, now: Date, limit: number): Promise<ClassRow[]> {
    return this.list(sql`WHERE c.school_id = ${schoolId} AND c.state = 'published'
      AND c.ends_at > ${now} ORDER BY c.starts_at, c.id LIMIT ${limit}`);
  }

  /** Published classes of a course that have not begun, other than this one, soonest start first. */
  ofCourse(courseId: string, except: string, now: Date, limit: number): Promise<ClassRow[]> {
    return this.list(sql`WHERE c.course_id = ${courseId} AND c.id <> ${except}
      AND c.state = 'published' AND c.starts_at > ${now} ORDER BY c.starts_at, c.id LIMIT ${limit}`);
  }

  /** Every class of a school for its staff: what is to come first, then the past. */
  deskList(schoolId: string, now: Date, limit: number, offset: number): Promise<ClassRow[]> {
    return this.list(sql`WHERE c.school_id = ${schoolId}
      ORDER BY CASE WHEN c.ends_at > ${now} AND c.state <> 'cancelled' THEN 0 ELSE 1 END,
        CASE WHEN c.state = 'draft' THEN 0 ELSE 1 END, c.starts_at, c.id
      LIMIT ${limit} OFFSET ${offset}`);
  }

  async deskCount(schoolId: string): Promise<number> {
    const row = await this.database.one<Raw>(
      sql`SELECT COUNT(*) AS n FROM night_class WHERE school_id = ${schoolId}`,
    );
    return Number(row?.['n'] ?? 0);
  }

  /** What can be taken in the whole county now. */
  async openSummary(now: Date): Promise<OpenSummary> {
    const row = await this.database.one<Raw>(
      sql`SELECT COUNT(*) AS classes, SUM(${seatsNow(now)}) AS seats,
            MIN(c.closes_at) AS deadline FROM night_class c WHERE ${openNow(now)}`,
    );
    return {
      classes: Number(row?.['classes'] ?? 0),
      seats: Number(row?.['seats'] ?? 0),
      nextDeadline: maybeInstant(row?.['deadline']),
    };
  }

  /** Open classes that most people chose, those with seats before those with a queue. */
  popular(now: Date, limit: number): Promise<ClassRow[]> {
    return this.list(sql`WHERE ${openNow(now)}
      ORDER BY CASE WHEN ${seatsNow(now)} > 0 THEN 0 ELSE 1 END, c.taken + c.waiting DESC,
        c.starts_at, c.id LIMIT ${limit}`);
  }

  private async list(rest: Sql): Promise<ClassRow[]> {
    return (await this.database.query<RawClass>(classSelect(rest))).map(classOf);
  }

  /** One statement for the whole page: what repeats comes as JSON. */
  private async whole(where: Sql): Promise<ShownClass> {
    const row = await this.database.one<RawClass & Raw>(
      classSelectWith(BACKGROUND, sql`WHERE ${where}`),
    );
    if (!row) throw new NotFound();
    return { ...classOf(row), ...backgroundOf(row) };
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const eveningOf = (row: Raw): EveningRow => ({
  sessionId: text(row['session_id']),
  classId: text(row['class_id']),
  title: text(row['title']),
  category: row['category'] as Category,
  position: Number(row['position']),
  sessionCount: Number(row['session_count']),
  startsAt: instant(row['starts_at']),
  endsAt: instant(row['ends_at']),
  teacherName: text(row['teacher_name']),
  taken: Number(row['taken']),
  capacity: Number(row['capacity']),
  schoolId: text(row['school_id']),
  schoolName: text(row['school_name']),
  siteName: text(row['site_name']),
  art: text(row['art']),
  roomName: text(row['room_name']),
});
