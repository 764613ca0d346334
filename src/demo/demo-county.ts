import { randomBytes } from 'node:crypto';
import { commitment } from '../draws/lots.rules';
import type { Database } from '../shared/database/database';
import { demoAttendance } from './demo-attendance';
import { demoBriefs } from './demo-briefs';
import { demoClasses, PlannedClass } from './demo-classes';
import { demoDecisions } from './demo-decisions';
import { demoEnrollments } from './demo-enrollments';
import { demoNews } from './demo-news';
import { demoPrefaces, planPrefaces } from './demo-prefaces';
import { demoPeople } from './demo-people';
import { demoPlan } from './demo-plan';
import { demoPlaces } from './demo-places';
import { demoStanding } from './demo-standing';
import { Ids, insertAll, Rows } from './rows';

/** The setting that only a database with the demo county has. */
export const DEMO_PASSWORD = 'demo-password';

/**
 * Writes the fictional county around `now`, all or nothing, into an empty database.
 * @param passwordHash one hash for every demo account
 * @param password shown on the sign-in page of a demo
 */
export async function loadDemoCounty(
  database: Database,
  now: Date,
  passwordHash: string,
  password: string,
): Promise<void> {
  const ids = new Ids();
  const places = demoPlaces(ids);
  const people = demoPeople(ids, now, passwordHash);
  const planned = demoClasses(ids, now);
  const enrolled = demoEnrollments(planned, people.learners, now);
  const classRows = planned.map((one) => one.row);
  await database.write(async (tx) => {
    for (const [table, rows] of places) await insertAll(database, tx, table, rows);
    for (const [table, rows] of people.tables) await insertAll(database, tx, table, rows);
    await insertAll(database, tx, 'term', termsOf(planned));
    await insertAll(database, tx, 'draw', drawsOf(planned));
    await insertAll(database, tx, 'night_class', classRows);
    await insertAll(
      database,
      tx,
      'class_session',
      planned.flatMap((one) => one.sessions),
    );
    await insertAll(database, tx, 'enrollment', enrolled);
    await insertAll(database, tx, 'decision', demoDecisions(enrolled, people.clerkId));
    await insertAll(database, tx, 'place_news', demoNews(planned, enrolled, now));
    const attendance = demoAttendance(planned, enrolled, people.clerkId, now);
    await insertAll(database, tx, 'attendance', attendance);
    const marks = demoStanding(planned, enrolled, people.clerkId);
    await insertAll(database, tx, 'standing_mark', marks);
    for (const [table, rows] of demoPlan(planned, now)) await insertAll(database, tx, table, rows);
    const briefs = demoBriefs(ids, people, now);
    for (const [table, rows] of briefs) await insertAll(database, tx, table, rows);
    const written = briefs.find(([table]) => table === 'policy_brief')![1];
    for (const [table, rows] of demoPrefaces(planned, written, people.clerkId, now))
      await insertAll(database, tx, table, rows);
    await insertAll(database, tx, 'setting', [{ name: DEMO_PASSWORD, value: password }]);
  });
  await planPrefaces(database, now);
}

/** Committed to as the first class opened; the one whose window is over is held by the worker. */
function drawsOf(planned: readonly PlannedClass[]): Rows {
  const inDraw = planned.filter((one) => one.row['draw_id'] !== null);
  const rows = inDraw.map(({ row }) => {
    const seed = randomBytes(32).toString('hex');
    const opens = row['opens_at'] as Date;
    return {
      id: String(row['draw_id']),
      opens_at: opens,
      closes_at: row['closes_at'],
      seed,
      commitment: commitment(seed),
      committed_at: new Date(opens.getTime() - 86_400_000),
      drawn_at: null,
      list: null,
      list_hash: null,
    };
  });
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

const termsOf = (planned: ReturnType<typeof demoClasses>): Rows => [
  ...new Map(planned.map((one) => [one.term.id, one.term])).values(),
];
