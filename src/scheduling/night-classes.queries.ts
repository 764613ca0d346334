import { Injectable } from '@nestjs/common';
import type { Category } from '../curriculum/categories';
import { bool, instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql, Sql } from '../shared/database/sql';
import { NotFound } from '../shared/web/errors';
import { classOf, ClassRow, classSelect, openNow, RawClass, seatsNow } from './class-rows.queries';

export interface SessionRow {
  id: string;
  classId: string;
  roomId: string;
  position: number;
  title: string;
  startsAt: Date;
  endsAt: Date;
  state: 'scheduled' | 'cancelled';
}

/** What the class page tells beyond the card: the course and the place. */
export interface ClassBackground {
  course: {
    id: string;
    title: string;
    isUniversal: boolean;
    summary: string;
    description: string;
    audience: string;
    outcome: string;
    bring: string;
    marketPriceFen: number | null;
    marketPriceNote: string;
  };
  school: { phone: string; address: string; stepFree: boolean; stepFreeNote: string };
  room: { floor: string; equipment: string; stepFree: boolean };
}

export interface ShownClass extends ClassRow, ClassBackground {
  sessions: SessionRow[];
}

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

/** More sessions than a course may have, more evenings than a county holds in one night. */
const MOST_SESSIONS = 60;
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

  /** The sessions of a class in their order, cancelled ones too. */
  async sessions(classId: string): Promise<SessionRow[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT id, class_id, room_id, position, title, starts_at, ends_at, state
          FROM class_session WHERE class_id = ${classId} ORDER BY position LIMIT ${MOST_SESSIONS}`,
    );
    return rows.map(sessionOf);
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

  private async whole(where: Sql): Promise<ShownClass> {
    const [row] = await this.list(sql`WHERE ${where}`);
    if (!row) throw new NotFound();
    const [background, sessions] = await Promise.all([this.background(row), this.sessions(row.id)]);
    return { ...row, ...background, sessions };
  }

  private async background(c: ClassRow): Promise<ClassBackground> {
    const row = await this.database.one<Raw>(
      sql`SELECT course.id, course.title, course.is_universal, course.summary, course.description,
            course.audience, course.outcome, course.bring, course.market_price_fen,
            course.market_price_note, school.phone, school.address, school.step_free,
            school.step_free_note, room.floor, room.equipment, room.step_free AS room_step_free
          FROM course, school, room WHERE course.id = ${c.courseId}
            AND school.id = ${c.schoolId} AND room.id = ${c.roomId}`,
    );
    if (!row) throw new NotFound();
    return backgroundOf(row);
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const sessionOf = (row: Raw): SessionRow => ({
  id: text(row['id']),
  classId: text(row['class_id']),
  roomId: text(row['room_id']),
  position: Number(row['position']),
  title: text(row['title']),
  startsAt: instant(row['starts_at']),
  endsAt: instant(row['ends_at']),
  state: row['state'] === 'cancelled' ? 'cancelled' : 'scheduled',
});

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

const backgroundOf = (row: Raw): ClassBackground => ({
  course: {
    id: text(row['id']),
    title: text(row['title']),
    isUniversal: bool(row['is_universal']),
    summary: text(row['summary']),
    description: text(row['description']),
    audience: text(row['audience']),
    outcome: text(row['outcome']),
    bring: text(row['bring']),
    marketPriceFen: row['market_price_fen'] === null ? null : Number(row['market_price_fen']),
    marketPriceNote: text(row['market_price_note']),
  },
  school: {
    phone: text(row['phone']),
    address: text(row['address']),
    stepFree: bool(row['step_free']),
    stepFreeNote: text(row['step_free_note']),
  },
  room: {
    floor: text(row['floor']),
    equipment: text(row['equipment']),
    stepFree: bool(row['room_step_free']),
  },
});
