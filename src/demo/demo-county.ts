import type { Database } from '../shared/database/database';
import type { EntityManager } from 'typeorm';
import { demoClasses } from './demo-classes';
import { demoEnrollments } from './demo-enrollments';
import { demoPeople } from './demo-people';
import { demoPlaces } from './demo-places';
import { Ids, Rows } from './rows';

const CHUNK = 100;

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
    for (const [table, rows] of places) await insert(database, tx, table, rows);
    for (const [table, rows] of people.tables) await insert(database, tx, table, rows);
    await insert(database, tx, 'term', termsOf(planned));
    await insert(database, tx, 'night_class', classRows);
    await insert(
      database,
      tx,
      'class_session',
      planned.flatMap((one) => one.sessions),
    );
    await insert(database, tx, 'enrollment', enrolled);
    await insert(database, tx, 'setting', [{ name: 'demo-password', value: password }]);
  });
}

const termsOf = (planned: ReturnType<typeof demoClasses>): Rows => [
  ...new Map(planned.map((one) => [one.term.id, one.term])).values(),
];

async function insert(database: Database, tx: EntityManager, table: string, rows: Rows) {
  for (let at = 0; at < rows.length; at += CHUNK)
    await database.insertRows(tx, table, rows.slice(at, at + CHUNK));
}
