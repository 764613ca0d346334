import type { Database } from '../shared/database/database';
import { demoClasses } from './demo-classes';
import { demoEnrollments } from './demo-enrollments';
import { demoPeople } from './demo-people';
import { demoPlaces } from './demo-places';
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
    await insertAll(database, tx, 'night_class', classRows);
    await insertAll(
      database,
      tx,
      'class_session',
      planned.flatMap((one) => one.sessions),
    );
    await insertAll(database, tx, 'enrollment', enrolled);
    await insertAll(database, tx, 'setting', [{ name: DEMO_PASSWORD, value: password }]);
  });
}

const termsOf = (planned: ReturnType<typeof demoClasses>): Rows => [
  ...new Map(planned.map((one) => [one.term.id, one.term])).values(),
];
