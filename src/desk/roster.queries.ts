import { Injectable } from '@nestjs/common';
import { instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql } from '../shared/database/sql';
import { EnrollmentState, liveStates } from '../enrollment/enrollment.states';

/** A person on the list of a class. Name and phone are in full: pages mask them. */
export interface RosterRow {
  id: string;
  name: string;
  phone: string;
  state: EnrollmentState;
  channel: 'online' | 'desk';
  /** Place in the queue from 1; null for those with a seat. */
  position: number | null;
  enteredAt: Date;
}

interface Raw {
  id: string;
  name: string;
  phone: string;
  state: EnrollmentState;
  channel: 'online' | 'desk';
  entered_at: unknown;
}

/** More than any room and its queue hold. */
const MOST_PEOPLE = 2_000;

@Injectable()
export class RosterQueries {
  constructor(private readonly database: Database) {}

  /** Those with a seat in order of entry, then the queue in its order. */
  async ofClass(classId: string): Promise<RosterRow[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT e.id, p.name, a.phone, e.state, e.channel, e.entered_at
          FROM enrollment e JOIN profile p ON p.id = e.profile_id
          JOIN account a ON a.id = e.account_id
          WHERE e.class_id = ${classId} AND e.state ${inList([...liveStates, 'completed'])}
          ORDER BY CASE WHEN e.state = 'waitlisted' THEN 1 ELSE 0 END,
            CASE WHEN e.state = 'waitlisted' THEN e.queue_number END, e.entered_at, e.id
          LIMIT ${MOST_PEOPLE}`,
    );
    let waiting = 0;
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      phone: row.phone,
      state: row.state,
      channel: row.channel,
      position: row.state === 'waitlisted' ? ++waiting : null,
      enteredAt: instant(row.entered_at),
    }));
  }

  async phoneOf(enrollmentId: string): Promise<string> {
    const row = await this.database.one<{ phone: string }>(
      sql`SELECT a.phone FROM enrollment e JOIN account a ON a.id = e.account_id
          WHERE e.id = ${enrollmentId}`,
    );
    return row?.phone ?? '';
  }
}
