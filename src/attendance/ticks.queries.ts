import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EnrollmentState } from '../enrollment/enrollment.states';
import { instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql } from '../shared/database/sql';
import type { DoorSession, Tick } from './attendance.rules';
import type { Noted } from './attendance.states';
import { seatedStates } from './door.queries';

/** What decides about a tick. The name and phone are in full. */
export interface TickFacts extends DoorSession {
  profileId: string;
  name: string;
  phone: string;
  seated: boolean;
  siteId: string;
  cancelled: boolean;
}

type Raw = Record<string, unknown>;

/** Reads about many ticks at once, and decides between presses about the same person. */
@Injectable()
export class TicksQueries {
  constructor(private readonly database: Database) {}

  /** By enrollment; those who are not of the class of that evening are left out. */
  async facts(
    tx: EntityManager,
    sessionId: string,
    enrollmentIds: readonly string[],
  ): Promise<Map<string, TickFacts>> {
    const { rows } = await this.database.execute<Raw>(
      tx,
      sql`SELECT e.id, e.profile_id, p.name, account.phone, e.state AS place, school.site_id,
            s.starts_at, s.ends_at, s.state, c.state AS class_state
          FROM class_session s JOIN enrollment e ON e.class_id = s.class_id
          JOIN profile p ON p.id = e.profile_id JOIN account ON account.id = e.account_id
          JOIN night_class c ON c.id = s.class_id JOIN school ON school.id = c.school_id
          WHERE s.id = ${sessionId} AND e.id ${inList(enrollmentIds)}`,
    );
    return new Map(rows.map((row) => [row['id'] as string, factsOf(row)]));
  }

  /**
   * Keeps those ticks, at most one a person, that are the latest so far and locks their rows, always
   * in the same order, so that two phones do not wait for each other.
   * @param kept they waited on a phone: of two of the same moment the state decides, so that their
   * order does not matter. A press that did not wait comes after every other of its moment.
   * @returns the enrollments whose tick was kept
   */
  async keepLatest(
    tx: EntityManager,
    sessionId: string,
    ticks: readonly Tick[],
    kept: boolean,
  ): Promise<Set<string>> {
    if (ticks.length === 0) return new Set();
    const inOrder = [...ticks].sort((a, b) => (a.enrollmentId < b.enrollmentId ? -1 : 1));
    const rows = inOrder.map(
      (one) => sql`(${sessionId}, ${one.enrollmentId}, ${one.state}, ${one.at})`,
    );
    const tie = kept ? sql`last_tick.state < excluded.state` : sql`1 = 1`;
    const { rows: won } = await this.database.execute<{ enrollment_id: string }>(
      tx,
      sql`INSERT INTO last_tick (session_id, enrollment_id, state, at)
          VALUES ${sql.join(rows, ', ')}
          ON CONFLICT (session_id, enrollment_id) DO UPDATE
            SET state = excluded.state, at = excluded.at
            WHERE last_tick.at < excluded.at OR (last_tick.at = excluded.at AND ${tie})
          RETURNING enrollment_id`,
    );
    return new Set(won.map((row) => row.enrollment_id));
  }

  /** What was pressed last about each of these people. */
  async latest(
    tx: EntityManager,
    sessionId: string,
    enrollmentIds: readonly string[],
  ): Promise<Map<string, Noted>> {
    if (enrollmentIds.length === 0) return new Map();
    const { rows } = await this.database.execute<{ enrollment_id: string; state: Noted }>(
      tx,
      sql`SELECT enrollment_id, state FROM last_tick
          WHERE session_id = ${sessionId} AND enrollment_id ${inList(enrollmentIds)}`,
    );
    return new Map(rows.map((row) => [row.enrollment_id, row.state]));
  }
}

const factsOf = (row: Raw): TickFacts => ({
  profileId: row['profile_id'] as string,
  name: row['name'] as string,
  phone: row['phone'] as string,
  seated: seatedStates.includes(row['place'] as EnrollmentState),
  siteId: row['site_id'] as string,
  startsAt: instant(row['starts_at']),
  endsAt: instant(row['ends_at']),
  cancelled: row['state'] !== 'scheduled' || row['class_state'] !== 'published',
});
