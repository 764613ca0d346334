import type { Database } from '../../src/shared/database/database';
import { inList, sql } from '../../src/shared/database/sql';
import type { Hit } from './load';

/** Ends the bench: a figure of a wrong result is worth nothing. */
export class WrongResult extends Error {}

interface Count {
  capacity: number;
  taken: number;
  waiting: number;
  seated: unknown;
  queued: unknown;
  people: unknown;
  numbers: unknown;
  last: unknown;
}

/** Oversold, double, lost or miscounted: @throws WrongResult */
export async function checkRush(
  database: Database,
  classIds: readonly string[],
  hits: readonly Hit[],
): Promise<void> {
  const rows = await database.query<Count>(sql`
    SELECT c.capacity, c.taken, c.waiting, MAX(e.queue_number) AS last,
      SUM(CASE WHEN e.state = 'enrolled' THEN 1 ELSE 0 END) AS seated,
      SUM(CASE WHEN e.state = 'waitlisted' THEN 1 ELSE 0 END) AS queued,
      COUNT(DISTINCT e.profile_id) AS people, COUNT(DISTINCT e.queue_number) AS numbers
    FROM night_class c LEFT JOIN enrollment e ON e.class_id = c.id
    WHERE c.id ${inList(classIds)} GROUP BY c.id, c.capacity, c.taken, c.waiting`);
  let stored = 0;
  for (const row of rows) {
    const [seated, queued] = [Number(row.seated), Number(row.queued)];
    stored += seated + queued;
    if (seated > row.capacity) throw new WrongResult(`${seated} seats sold of ${row.capacity}`);
    if (seated !== row.taken || queued !== row.waiting)
      throw new WrongResult('counters differ from the rows');
    if (Number(row.people) !== seated + queued) throw new WrongResult('a learner twice in a class');
    if (Number(row.numbers) !== queued || Number(row.last ?? 0) !== queued)
      throw new WrongResult('a gap in the queue');
    if (queued > 0 && seated < row.capacity)
      throw new WrongResult('a queue in front of free seats');
  }
  const acknowledged = hits.filter((hit) => hit.status === 201);
  const other = hits.find((hit) => hit.status !== 201);
  if (other) throw new WrongResult(`an answer ${other.status}: ${other.body.slice(0, 200)}`);
  if (acknowledged.length !== stored)
    throw new WrongResult(`${acknowledged.length} acknowledged, ${stored} stored`);
}
