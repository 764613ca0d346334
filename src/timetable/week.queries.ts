import { Injectable } from '@nestjs/common';
import type { Category } from '../curriculum/categories';
import type { StoredState } from '../scheduling/night-class.states';
import { instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { Sql, sql } from '../shared/database/sql';
import type { Period } from '../shared/kernel/period';

/** An evening of a week with what its cell tells. */
export interface WeekEvening extends Period {
  id: string;
  classId: string;
  schoolId: string;
  title: string;
  category: Category;
  classState: StoredState;
  roomId: string;
  teacherName: string;
  /** Who teaches the class when nobody stands in. */
  classTeacher: string;
  isCancelled: boolean;
  firstStartsAt: Date | null;
  taken: number;
  capacity: number;
  minimum: number;
  /** The first evening of the class. */
  classStartsAt: Date;
}

/** More evenings than the rooms of a school hold in a week. */
const MOST = 2_000;

type Raw = Record<string, unknown>;

@Injectable()
export class WeekQueries {
  constructor(private readonly database: Database) {}

  /** The evenings of a school's classes that begin within a span, called-off ones included. */
  evenings(schoolId: string, span: Period): Promise<WeekEvening[]> {
    return this.select(sql`${within(span)} AND c.school_id = ${schoolId}`);
  }

  /** The same with one evening of whatever week and school, and what its teacher has in the span. */
  eveningsWith(sessionId: string, schoolId: string, span: Period): Promise<WeekEvening[]> {
    const teacher = sql`(SELECT teacher_name FROM class_session WHERE id = ${sessionId})`;
    return this.select(sql`s.id = ${sessionId}
      OR (${within(span)} AND (c.school_id = ${schoolId} OR s.teacher_name = ${teacher}))`);
  }

  private async select(where: Sql): Promise<WeekEvening[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT s.id, s.room_id, s.teacher_name, s.starts_at, s.ends_at, s.state,
            s.first_starts_at, c.id AS class_id, c.school_id, c.title, c.category,
            c.state AS class_state, c.teacher_name AS class_teacher, c.taken, c.capacity, c.minimum,
            c.starts_at AS class_starts_at
          FROM class_session s JOIN night_class c ON c.id = s.class_id
          WHERE ${where} ORDER BY s.starts_at, c.title, s.id LIMIT ${MOST}`,
    );
    return rows.map(eveningOf);
  }
}

const within = ({ startsAt, endsAt }: Period): Sql =>
  sql`s.starts_at >= ${startsAt} AND s.starts_at < ${endsAt}`;

const eveningOf = (row: Raw): WeekEvening => ({
  id: row['id'] as string,
  classId: row['class_id'] as string,
  schoolId: row['school_id'] as string,
  title: row['title'] as string,
  category: row['category'] as Category,
  classState: row['class_state'] as StoredState,
  roomId: row['room_id'] as string,
  teacherName: row['teacher_name'] as string,
  classTeacher: row['class_teacher'] as string,
  isCancelled: row['state'] === 'cancelled',
  startsAt: instant(row['starts_at']),
  endsAt: instant(row['ends_at']),
  firstStartsAt: maybeInstant(row['first_starts_at']),
  taken: Number(row['taken']),
  capacity: Number(row['capacity']),
  minimum: Number(row['minimum']),
  classStartsAt: instant(row['class_starts_at']),
});
