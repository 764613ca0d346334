import { Injectable } from '@nestjs/common';
import type { Decision } from '../enrollment/admission';
import { instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql, Sql } from '../shared/database/sql';
import type { RowOutcome } from './list-row';

/** What became of one row; the person is named as far as a notice at the door may. */
export interface ListedResult {
  name: string;
  phone: string;
  outcome: RowOutcome;
  position: number | null;
  words: string;
}

/** A list that was enrolled. */
export interface DoneList {
  id: string;
  at: Date;
  requestHash: string;
  results: ListedResult[];
}

interface Raw {
  id: string;
  at: unknown;
  request_hash: string;
  results: string;
}

const LATEST = 5;

@Injectable()
export class EnrollmentListsQueries {
  constructor(private readonly database: Database) {}

  /** A list of this class, or null. */
  async find(classId: string, id: string): Promise<DoneList | null> {
    return (await this.select(sql`class_id = ${classId} AND id = ${id}`))[0] ?? null;
  }

  /** The list that a press made. */
  async byPress(actorId: string, actionKey: string): Promise<DoneList | null> {
    const where = sql`actor_id = ${actorId} AND action_key = ${actionKey}`;
    return (await this.select(where))[0] ?? null;
  }

  /** The last few lists of a class, newest first. */
  latest(classId: string): Promise<DoneList[]> {
    return this.select(sql`class_id = ${classId}`);
  }

  /** What presses with these keys were given. */
  async given(actorId: string, keys: readonly string[]): Promise<Map<string, Decision>> {
    const rows = await this.database.query<{ key: string; answer: string }>(
      sql`SELECT "key", answer FROM action_key WHERE account_id = ${actorId} AND "key" ${inList(keys)}`,
    );
    return new Map(rows.map((row) => [row.key, JSON.parse(row.answer) as Decision]));
  }

  private async select(where: Sql): Promise<DoneList[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT id, at, request_hash, results FROM enrollment_list WHERE ${where}
          ORDER BY at DESC, id LIMIT ${LATEST}`,
    );
    return rows.map((row) => ({
      id: row.id,
      at: instant(row.at),
      requestHash: row.request_hash,
      results: JSON.parse(row.results) as ListedResult[],
    }));
  }
}
