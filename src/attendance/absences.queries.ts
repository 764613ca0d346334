import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../shared/database/database';
import { inList, sql, Sql } from '../shared/database/sql';
import { COUNTED_AFTER_MS, RELEASING_ABSENCES } from './absences.rules';
import { seatedStates } from './door.queries';

const AT_A_TIME = 200;

/**
 * An evening at which the roll was kept: at least half of those with a seat were noted. Where only a few
 * checked themselves in and nobody ticked the others, nobody was absent.
 */
const keptFor = (session: Sql): Sql => sql`
  (SELECT COUNT(*) FROM attendance o WHERE o.session_id = ${session}.id) * 2 >=
    (SELECT COUNT(*) FROM enrollment x WHERE x.class_id = ${session}.class_id
      AND x.state ${inList(seatedStates)} AND x.entered_at < ${session}.ends_at)`;

/** Seats whose holders stay away without leave. */
@Injectable()
export class AbsencesQueries {
  constructor(private readonly database: Database) {}

  /** Enrollments to be released now; the worker looks again before it acts. */
  async due(now: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(dueQuery(now, sql`1 = 1`));
    return rows.map((row) => row.id);
  }

  /** The same about one of them, inside the transaction that releases it. */
  async isDue(tx: EntityManager, enrollmentId: string, now: Date): Promise<boolean> {
    const only = sql`e.id = ${enrollmentId}`;
    return (await this.database.execute(tx, dueQuery(now, only))).rows.length > 0;
  }
}

const dueQuery = (now: Date, which: Sql): Sql => sql`
  SELECT e.id FROM enrollment e JOIN night_class c ON c.id = e.class_id
  WHERE ${which} AND e.state = 'enrolled' AND c.state = 'published' AND c.session_count > 1
    AND c.starts_at < ${now} AND c.ends_at > ${now}
    AND (SELECT COUNT(*) FROM class_session s WHERE s.class_id = c.id AND s.state = 'scheduled'
      AND s.ends_at <= ${new Date(now.getTime() - COUNTED_AFTER_MS)} AND s.ends_at > e.entered_at
      AND NOT EXISTS (SELECT 1 FROM attendance a
        WHERE a.session_id = s.id AND a.enrollment_id = e.id)
      AND ${keptFor(sql.raw('s'))}) >= ${RELEASING_ABSENCES}
  ORDER BY e.id LIMIT ${AT_A_TIME}`;
