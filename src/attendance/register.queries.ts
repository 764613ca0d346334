import { Injectable } from '@nestjs/common';
import type { EnrollmentState } from '../enrollment/enrollment.states';
import { bool, instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql } from '../shared/database/sql';
import type { AttendanceState } from './attendance.states';
import { seatedStates } from './door.queries';
import type { Register, RegisterEvening, RegisterPerson } from './register.rules';

/** More people than a room and its corrections, and what they can have been noted in a year. */
const MOST_PEOPLE = 2_000;
const MOST_EVENINGS = 200;
const MOST_MARKS = 100_000;

type Raw = Record<string, unknown>;

/** Every mark of a class at once, in three statements whatever its size. */
@Injectable()
export class RegisterQueries {
  constructor(private readonly database: Database) {}

  async ofClass(classId: string): Promise<Register> {
    const [evenings, people, marks] = await Promise.all([
      this.evenings(classId),
      this.people(classId),
      this.marks(classId),
    ]);
    return { evenings, people, marks };
  }

  private async evenings(classId: string): Promise<RegisterEvening[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT s.id, s.position, s.starts_at, s.ends_at, s.state, c.state AS class_state,
            EXISTS (SELECT 1 FROM attendance a WHERE a.session_id = s.id) AS kept
          FROM class_session s JOIN night_class c ON c.id = s.class_id
          WHERE s.class_id = ${classId} ORDER BY s.position LIMIT ${MOST_EVENINGS}`,
    );
    return rows.map((row) => ({
      id: row['id'] as string,
      position: Number(row['position']),
      startsAt: instant(row['starts_at']),
      endsAt: instant(row['ends_at']),
      cancelled: row['state'] !== 'scheduled' || row['class_state'] !== 'published',
      kept: bool(row['kept']),
    }));
  }

  /** In the order of the printed sheet; who has left only if something was noted. */
  private async people(classId: string): Promise<RegisterPerson[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT e.id, p.name, a.phone, e.state, e.entered_at, e.changed_at
          FROM enrollment e JOIN profile p ON p.id = e.profile_id
          JOIN account a ON a.id = e.account_id
          WHERE e.class_id = ${classId} AND (e.state ${inList(seatedStates)}
            OR EXISTS (SELECT 1 FROM attendance t WHERE t.enrollment_id = e.id))
          ORDER BY e.entered_at, e.id LIMIT ${MOST_PEOPLE}`,
    );
    return rows.map((row) => {
      const state = row['state'] as EnrollmentState;
      return {
        id: row['id'] as string,
        name: row['name'] as string,
        phone: row['phone'] as string,
        state,
        enteredAt: instant(row['entered_at']),
        leftAt: seatedStates.includes(state) ? null : instant(row['changed_at']),
      };
    });
  }

  private async marks(classId: string): Promise<Map<string, AttendanceState>> {
    const rows = await this.database.query<Record<'e' | 's' | 'state', string>>(
      sql`SELECT a.enrollment_id AS e, a.session_id AS s, a.state
          FROM attendance a JOIN class_session s ON s.id = a.session_id
          WHERE s.class_id = ${classId} LIMIT ${MOST_MARKS}`,
    );
    return new Map(rows.map(({ e, s, state }) => [`${e} ${s}`, state as AttendanceState]));
  }
}
