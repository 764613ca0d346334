import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { bool } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql, Sql } from '../shared/database/sql';

interface Found {
  class_id: string;
  whole: unknown;
}

/** A class whose queues wait: all of them, or only those that have a gap. */
export interface DueClass {
  classId: string;
  whole: boolean;
}

/** Which queues wait to be planned anew, and who holds them while that happens. */
@Injectable()
export class DueQueuesQueries {
  constructor(private readonly database: Database) {}

  /**
   * Waits for whoever is publishing or withdrawing a brief just now, and keeps others from it until
   * the transaction ends: no queue is filled with what is being withdrawn. Comes before {@link hold}.
   */
  async holdBriefs(tx: EntityManager): Promise<void> {
    if (!this.database.postgres) return;
    await this.database.execute(
      tx,
      sql`SELECT id FROM policy_brief WHERE state = 'published' ORDER BY id FOR SHARE`,
    );
  }

  /** Holds the queues of these classes until the transaction ends. */
  async hold(tx: EntityManager, classIds: readonly string[]): Promise<void> {
    await this.database.execute(
      tx,
      sql`INSERT INTO preface_class (class_id, due_since)
          SELECT c.id, NULL FROM night_class c WHERE c.id ${inList(classIds)} ORDER BY c.id
          ON CONFLICT (class_id) DO UPDATE SET due_since = NULL, whole = ${false}`,
    );
  }

  /** Holds some that wait, longest first; those that another process plans are passed over. */
  async take(tx: EntityManager, most: number): Promise<DueClass[]> {
    const pass = this.database.postgres ? sql`FOR UPDATE SKIP LOCKED` : sql``;
    const { rows } = await this.database.execute<Found>(
      tx,
      sql`SELECT class_id, whole FROM preface_class WHERE due_since IS NOT NULL
          ORDER BY due_since, class_id LIMIT ${most} ${pass}`,
    );
    return rows.map((row) => ({ classId: row.class_id, whole: bool(row.whole) }));
  }

  async settle(tx: EntityManager, classIds: readonly string[]): Promise<void> {
    await this.database.execute(
      tx,
      sql`UPDATE preface_class SET due_since = NULL, whole = ${false} WHERE class_id ${inList(classIds)}`,
    );
  }

  /** All classes that are held from now on: a new brief may be for any of them. */
  async markAll(tx: EntityManager, now: Date): Promise<void> {
    await this.mark(tx, now, sql`c.state = 'published' AND c.ends_at > ${now}`);
  }

  /** The classes that have one of these briefs before them; their queues lose it at once. */
  async empty(tx: EntityManager, briefIds: readonly string[], now: Date): Promise<void> {
    const waiting = sql`SELECT i.id FROM preface_item i JOIN class_session s ON s.id = i.session_id
      WHERE i.brief_id ${inList(briefIds)} AND i.state IN ('waiting', 'dropped')
        AND s.ends_at > ${now}`;
    await this.mark(
      tx,
      now,
      sql`c.id IN (SELECT s.class_id FROM preface_item i JOIN class_session s ON s.id = i.session_id
            WHERE i.id IN (${waiting}))`,
      false,
    );
    await this.database.execute(tx, sql`DELETE FROM preface_item WHERE id IN (${waiting})`);
  }

  /** What was not said by the end of its evening is 没讲成, and its class is due. */
  async closeEnded(tx: EntityManager, now: Date): Promise<void> {
    const { rows } = await this.database.execute<{ session_id: string }>(
      tx,
      sql`UPDATE preface_item SET state = 'missed' WHERE state = 'waiting' AND session_id IN (
            SELECT s.id FROM preface_item i JOIN class_session s ON s.id = i.session_id
            JOIN night_class c ON c.id = s.class_id
            WHERE i.state = 'waiting' AND s.ends_at <= ${now} AND s.state = 'scheduled'
              AND c.state = 'published')
          RETURNING session_id`,
    );
    const ids = rows.map((row) => row.session_id);
    if (ids.length === 0) return;
    await this.mark(
      tx,
      now,
      sql`c.id IN (SELECT class_id FROM class_session WHERE id ${inList(ids)})`,
    );
  }

  /** Classes whose queues nobody planned yet, such as those of a world that was loaded. */
  async markUnknown(tx: EntityManager, now: Date): Promise<void> {
    await this.mark(
      tx,
      now,
      sql`c.state = 'published' AND c.ends_at > ${now}
          AND NOT EXISTS (SELECT 1 FROM preface_class p WHERE p.class_id = c.id)`,
    );
  }

  async markClass(tx: EntityManager, classId: string, now: Date): Promise<void> {
    await this.mark(tx, now, sql`c.id = ${classId}`);
  }

  private async mark(tx: EntityManager, now: Date, which: Sql, whole = true): Promise<void> {
    await this.database.execute(
      tx,
      sql`INSERT INTO preface_class (class_id, due_since, whole)
          SELECT c.id, ${now}, ${whole} FROM night_class c WHERE ${which} ORDER BY c.id
          ON CONFLICT (class_id) DO UPDATE SET due_since = excluded.due_since,
            whole = preface_class.whole OR excluded.whole`,
    );
  }
}
