import { Course } from '../curriculum/course.entity';
import { Account } from '../identity/account.entity';
import { CalendarQueries } from '../calendar/calendar.queries';
import { Calendar, calendarOf } from '../calendar/marks.rules';
import { Term } from '../terms/term.entity';
import type { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { newId } from '../shared/kernel/ids';
import { Setting } from '../shared/web/request-records.entity';
import { Site } from '../sites/site.entity';
import { DEMO_PASSWORD } from './demo-county';
import { currentClass, LoadClass, pastClass } from './load-classes';
import { enrollmentRows } from './load-enrollments';
import { FIRST_PHONE, LoadLearner, loadPeople, MOST_LEARNERS } from './load-people';
import { LoadPlaces, loadPlaces } from './load-places';
import {
  currentCount,
  currentShare,
  evenly,
  LoadSize,
  pastShare,
  pressesOf,
  sizeProblem,
} from './load-shares';
import { insertAll, Rows } from './rows';

/** Rows of one transaction: large enough to be fast, small enough that others get their turn. */
const AT_ONCE = 5_000;

/**
 * Adds a world of a given size to the demo county, for load tests: some sixty classes of today, all
 * others in past terms, which hold most of the enrollments. Counters agree with the rows. It is
 * written in many transactions; when it was interrupted, begin again with an empty database.
 */
export async function loadWorld(database: Database, now: Date, size: LoadSize): Promise<void> {
  const problem = sizeProblem(size);
  if (problem) throw new Error(problem);
  if (size.learners > MOST_LEARNERS) throw new Error(`at most ${MOST_LEARNERS} learners`);
  const rules = await new CalendarQueries(database).rules(null, '');
  const county = { ...(await readCounty(database)), calendar: calendarOf(rules) };
  const places = loadPlaces(county.center, size.classes);
  await insertTables(database, places.tables);
  const learners = await people(database, places, size.learners, now);
  const classes = planClasses(county, places, size, now);
  await insertClasses(database, classes, county.terms);
  await enroll(database, classes, learners, now);
  // what autovacuum would do a minute later; plans made before know nothing of the new rows
  if (database.postgres) await database.write((tx) => database.execute(tx, sql`ANALYZE`));
}

type County = Awaited<ReturnType<typeof readCounty>> & { calendar: Calendar };

async function readCounty(database: Database) {
  return database.write(async (tx) => {
    const center = await tx.findOneBy(Site, { level: 'center' });
    const courses = await tx.find(Course, { order: { title: 'ASC' } });
    const demo = await tx.existsBy(Setting, { name: DEMO_PASSWORD });
    if (!center || courses.length === 0 || !demo)
      throw new Error('there is no demo county to build on: run "npm run seed -- demo" first');
    if (await tx.existsBy(Account, { phone: String(FIRST_PHONE) }))
      throw new Error('a load world is there already: begin with an empty database');
    const terms = new Map((await tx.find(Term)).map((term) => [term.name, term.id]));
    return { center, courses, terms };
  });
}

async function people(database: Database, places: LoadPlaces, count: number, now: Date) {
  const all: LoadLearner[] = [];
  while (all.length < count) {
    const some = Math.min(AT_ONCE, count - all.length);
    const { learners, tables } = loadPeople(all.length, some, places.siteIds, now);
    await insertTables(database, tables);
    all.push(...learners);
  }
  return all;
}

function planClasses(county: County, places: LoadPlaces, size: LoadSize, now: Date): LoadClass[] {
  const { courses, calendar } = county;
  const world = { now, courses, calendar, rooms: places.rooms };
  const capacityOf = (i: number) => courses[i % courses.length]!.capacity;
  const current = currentCount(size);
  const classes: LoadClass[] = [];
  let rest = size.enrollments;
  for (let i = 0; i < current; i++) {
    const share = currentShare(i, capacityOf(i), Math.min(rest, size.learners));
    rest -= pressesOf(share);
    classes.push(currentClass(i, world, share));
  }
  const past = size.classes - current;
  for (let i = 0; i < past; i++)
    classes.push(pastClass(i, world, pastShare(evenly(rest, past, i), capacityOf(i))));
  return classes;
}

async function insertClasses(
  database: Database,
  classes: readonly LoadClass[],
  known: ReadonlyMap<string, string>,
): Promise<void> {
  const missing = new Map(
    classes.filter(({ term }) => !known.has(term.name)).map(({ term }) => [term.name, term]),
  );
  const terms = [...missing.values()].map(({ name, startsAt, endsAt }) => ({
    id: newId(),
    name,
    starts_at: startsAt,
    ends_at: endsAt,
  }));
  const ids = new Map([...known, ...terms.map((term): [string, string] => [term.name, term.id])]);
  await insertTables(database, [
    ['term', terms],
    ['night_class', classes.map(({ row, term }) => ({ ...row, term_id: ids.get(term.name) }))],
    ['class_session', classes.flatMap(({ sessions }) => sessions)],
  ]);
}

/** Everybody in turn, so that each learner has about as many places as any other. */
async function enroll(
  database: Database,
  classes: readonly LoadClass[],
  learners: readonly LoadLearner[],
  now: Date,
): Promise<void> {
  let turn = 0;
  let rows: Rows = [];
  for (const one of classes) {
    rows.push(...enrollmentRows(one, learners, turn, now));
    turn += pressesOf(one.share);
    if (rows.length < AT_ONCE) continue;
    await insertTables(database, [['enrollment', rows]]);
    rows = [];
  }
  await insertTables(database, [['enrollment', rows]]);
}

const insertTables = (database: Database, tables: readonly [table: string, rows: Rows][]) =>
  database.write(async (tx) => {
    for (const [table, rows] of tables) await insertAll(database, tx, table, rows);
  });
