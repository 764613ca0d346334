import type { Database } from '../../src/shared/database/database';
import { sql } from '../../src/shared/database/sql';

interface Row {
  title: string;
  taken: number;
  desk_taken: number;
  waiting: number;
  next_queue_number: number;
  seated: unknown;
  desk: unknown;
  queued: unknown;
  last: unknown;
}

/** Classes whose counters tell something else than their enrollments. */
export async function wrongCounters(database: Database): Promise<string[]> {
  const rows = await database.query<Row>(sql`
    SELECT c.title, c.taken, c.desk_taken, c.waiting, c.next_queue_number,
      COUNT(CASE WHEN e.state IN ('enrolled', 'offered', 'completed') THEN 1 END) AS seated,
      COUNT(CASE WHEN e.state IN ('enrolled', 'offered', 'completed') AND e.channel = 'desk'
        THEN 1 END) AS desk,
      COUNT(CASE WHEN e.state = 'waitlisted' THEN 1 END) AS queued,
      COALESCE(MAX(e.queue_number), 0) AS last
    FROM night_class c LEFT JOIN enrollment e ON e.class_id = c.id
    GROUP BY c.id, c.title, c.taken, c.desk_taken, c.waiting, c.next_queue_number`);
  return rows
    .filter(
      (row) =>
        row.taken !== Number(row.seated) ||
        row.desk_taken !== Number(row.desk) ||
        row.waiting !== Number(row.queued) ||
        row.next_queue_number <= Number(row.last),
    )
    .map((row) => row.title);
}
