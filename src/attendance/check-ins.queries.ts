import { Injectable } from '@nestjs/common';
import { bool, instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql } from '../shared/database/sql';
import type { AttendanceState } from './attendance.states';
import { seatedStates } from './door.queries';

/** A seat of an account in the class of an evening, and what was noted about it there. */
export interface OwnSeat {
  enrollmentId: string;
  profileId: string;
  name: string;
  state: AttendanceState | null;
  at: Date | null;
}

/** A lesson of one's class with what was noted about oneself. */
export interface OwnLesson {
  sessionId: string;
  position: number;
  title: string;
  startsAt: Date;
  endsAt: Date;
  cancelled: boolean;
  /** The place was taken before the lesson ended, and somebody was noted there: absence can be told. */
  counts: boolean;
  state: AttendanceState | null;
  at: Date | null;
}

/** Codes that did not fit an evening. */
export interface WrongTries {
  tries: number;
  accounts: number;
  lastAt: Date | null;
}

type Raw = Record<string, unknown>;

@Injectable()
export class CheckInsQueries {
  constructor(private readonly database: Database) {}

  async seats(sessionId: string, accountId: string): Promise<OwnSeat[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT e.id, e.profile_id, p.name, a.state, a.at
          FROM class_session s JOIN enrollment e ON e.class_id = s.class_id
          JOIN profile p ON p.id = e.profile_id
          LEFT JOIN attendance a ON a.enrollment_id = e.id AND a.session_id = s.id
          WHERE s.id = ${sessionId} AND e.account_id = ${accountId}
            AND e.state ${inList(seatedStates)}
          ORDER BY e.entered_at, e.id LIMIT 20`,
    );
    return rows.map((row) => ({
      enrollmentId: row['id'] as string,
      profileId: row['profile_id'] as string,
      name: row['name'] as string,
      ...markOf(row),
    }));
  }

  async lessons(enrollmentId: string): Promise<OwnLesson[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT s.id, s.position, s.title, s.starts_at, s.ends_at, e.entered_at,
            EXISTS (SELECT 1 FROM attendance o WHERE o.session_id = s.id) AS kept,
            s.state AS session_state, c.state AS class_state, a.state, a.at
          FROM enrollment e JOIN class_session s ON s.class_id = e.class_id
          JOIN night_class c ON c.id = e.class_id
          LEFT JOIN attendance a ON a.enrollment_id = e.id AND a.session_id = s.id
          WHERE e.id = ${enrollmentId} ORDER BY s.position LIMIT 200`,
    );
    return rows.map((row) => ({
      sessionId: row['id'] as string,
      position: Number(row['position']),
      title: row['title'] as string,
      startsAt: instant(row['starts_at']),
      endsAt: instant(row['ends_at']),
      cancelled: row['session_state'] !== 'scheduled' || row['class_state'] !== 'published',
      counts: bool(row['kept']) && instant(row['entered_at']) < instant(row['ends_at']),
      ...markOf(row),
    }));
  }

  async wrongTries(sessionId: string): Promise<WrongTries> {
    const row = await this.database.one<Raw>(
      sql`SELECT SUM(tries) AS tries, COUNT(*) AS accounts, MAX(last_at) AS last_at
          FROM wrong_code WHERE session_id = ${sessionId}`,
    );
    return {
      tries: Number(row?.['tries'] ?? 0),
      accounts: Number(row?.['accounts'] ?? 0),
      lastAt: maybeInstant(row?.['last_at']),
    };
  }
}

const markOf = (row: Raw) => ({
  state: row['state'] as AttendanceState | null,
  at: maybeInstant(row['at']),
});
