import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Period } from '../shared/kernel/period';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { NotFound } from '../shared/web/errors';

interface Found {
  class_id: string;
}

@Injectable()
export class EveningsQueries {
  constructor(private readonly database: Database) {}

  /** The class of an evening of this school. Throws NotFound. */
  async classOf(schoolId: string, sessionId: string): Promise<string> {
    const row = await this.database.one<Found>(
      sql`SELECT s.class_id FROM class_session s JOIN night_class c ON c.id = s.class_id
          WHERE s.id = ${sessionId} AND c.school_id = ${schoolId} AND c.state <> 'draft'`,
    );
    if (!row) throw new NotFound();
    return row.class_id;
  }

  /** How many people with a seat in the class have another class in one of these periods. */
  async clashing(tx: EntityManager, classId: string, periods: readonly Period[]): Promise<number> {
    if (periods.length === 0) return 0;
    const within = periods.map(
      (one) => sql`(s.starts_at < ${one.endsAt} AND s.ends_at > ${one.startsAt})`,
    );
    const { rows } = await this.database.execute<{ n: unknown }>(
      tx,
      sql`SELECT COUNT(DISTINCT mine.profile_id) AS n FROM enrollment mine
          JOIN enrollment other ON other.profile_id = mine.profile_id
            AND other.class_id <> mine.class_id AND other.state IN ('enrolled', 'offered')
          JOIN night_class c ON c.id = other.class_id AND c.state = 'published'
          JOIN class_session s ON s.class_id = c.id AND s.state = 'scheduled'
          WHERE mine.class_id = ${classId} AND mine.state IN ('enrolled', 'offered')
            AND (${sql.join(within, ' OR ')})`,
    );
    return Number(rows[0]?.n ?? 0);
  }
}
