import { Injectable } from '@nestjs/common';
import type { EnrollmentState } from '../enrollment/enrollment.states';
import { instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql, Sql } from '../shared/database/sql';
import { dateOf, instantOf } from '../shared/kernel/shanghai';
import type { AttendanceState, TickSource } from './attendance.states';

/** Who may stand at the door: with a seat now, or with one that has been completed. */
export const seatedStates: readonly EnrollmentState[] = ['enrolled', 'completed'];

/** An evening with how many have come. */
export interface DoorEvening {
  sessionId: string;
  classId: string;
  title: string;
  position: number;
  sessionCount: number;
  startsAt: Date;
  endsAt: Date;
  teacherName: string;
  roomName: string;
  /** Called off by itself, or with its whole class. */
  cancelled: boolean;
  reason: string;
  seated: number;
  here: number;
}

/** A person on the roll. The name and phone are in full: pages mask them. */
export interface RollRow {
  enrollmentId: string;
  name: string;
  phone: string;
  state: AttendanceState | null;
  source: TickSource | null;
  at: Date | null;
}

/** More evenings than a school holds in one day, and more people than a room and its corrections. */
const MOST_EVENINGS = 100;
const MOST_PEOPLE = 2_000;

type Raw = Record<string, unknown>;

@Injectable()
export class DoorQueries {
  constructor(private readonly database: Database) {}

  /** The evenings of a school that touch a span of time, by time; the cancelled ones among them. */
  between(schoolId: string, from: Date, to: Date): Promise<DoorEvening[]> {
    return this.evenings(
      sql`c.school_id = ${schoolId} AND s.starts_at < ${to} AND s.ends_at > ${from}`,
    );
  }

  async evening(schoolId: string, sessionId: string): Promise<DoorEvening | undefined> {
    return (await this.evenings(sql`c.school_id = ${schoolId} AND s.id = ${sessionId}`))[0];
  }

  /** The evening that a learner stands at the door for: the next of their class, or one of today. */
  async eveningOf(
    schoolId: string,
    enrollmentId: string,
    now: Date,
  ): Promise<DoorEvening | undefined> {
    const found = await this.evenings(
      sql`c.school_id = ${schoolId} AND s.ends_at > ${instantOf(dateOf(now))}
        AND c.id = (SELECT class_id FROM enrollment WHERE id = ${enrollmentId})`,
    );
    return found.find((one) => !one.cancelled && one.endsAt > now) ?? found[0];
  }

  /** For whoever has its address: a learner who scanned the code. */
  async find(sessionId: string): Promise<DoorEvening | undefined> {
    return (await this.evenings(sql`s.id = ${sessionId}`))[0];
  }

  /**
   * In the order of the printed sheet; who came to the class later is not on it, who gave
   * the seat back only if something was noted.
   */
  async roll({ sessionId, classId, endsAt }: DoorEvening): Promise<RollRow[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT e.id, p.name, account.phone, a.state, a.source, a.at
          FROM enrollment e JOIN profile p ON p.id = e.profile_id
          JOIN account ON account.id = e.account_id
          LEFT JOIN attendance a ON a.enrollment_id = e.id AND a.session_id = ${sessionId}
          WHERE e.class_id = ${classId}
            AND (a.id IS NOT NULL
              OR e.state ${inList(seatedStates)} AND e.entered_at < ${endsAt})
          ORDER BY e.entered_at, e.id LIMIT ${MOST_PEOPLE}`,
    );
    return rows.map((row) => ({
      enrollmentId: row['id'] as string,
      name: row['name'] as string,
      phone: row['phone'] as string,
      state: row['state'] as AttendanceState | null,
      source: row['source'] as TickSource | null,
      at: maybeInstant(row['at']),
    }));
  }

  private async evenings(where: Sql): Promise<DoorEvening[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT s.id, c.id AS class_id, c.title, s.position, c.session_count, s.starts_at,
            s.ends_at, s.teacher_name, room.name AS room_name, s.state, c.state AS class_state,
            COALESCE(s.reason, c.reason) AS reason,
            (SELECT COUNT(*) FROM enrollment e WHERE e.class_id = c.id
              AND e.state ${inList(seatedStates)} AND e.entered_at < s.ends_at) AS seated,
            (SELECT COUNT(*) FROM attendance a WHERE a.session_id = s.id
              AND a.state <> 'leave') AS here
          FROM class_session s JOIN night_class c ON c.id = s.class_id
          JOIN room ON room.id = s.room_id
          WHERE c.state <> 'draft' AND ${where}
          ORDER BY s.starts_at, c.title, s.id LIMIT ${MOST_EVENINGS}`,
    );
    return rows.map(doorEveningOf);
  }
}

const doorEveningOf = (row: Raw): DoorEvening => ({
  sessionId: row['id'] as string,
  classId: row['class_id'] as string,
  title: row['title'] as string,
  position: Number(row['position']),
  sessionCount: Number(row['session_count']),
  startsAt: instant(row['starts_at']),
  endsAt: instant(row['ends_at']),
  teacherName: row['teacher_name'] as string,
  roomName: row['room_name'] as string,
  cancelled: row['state'] !== 'scheduled' || row['class_state'] !== 'published',
  reason: (row['reason'] as string | null) ?? '',
  seated: Number(row['seated']),
  here: Number(row['here']),
});
