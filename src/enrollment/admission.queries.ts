import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Tier, tiers } from '../curriculum/tiers';
import { CONSENT_VERSION } from '../identity/person';
import type { AgeBand, ProfileKind } from '../identity/person';
import { TO_DRAW } from '../scheduling/class-rows.queries';
import { stateAt } from '../scheduling/night-class.rules';
import type { StoredState } from '../scheduling/night-class.states';
import { bool, instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql, Sql } from '../shared/database/sql';
import type { Period } from '../shared/kernel/period';
import { noShowsFrom, noShowsOf } from '../standing/standing.queries';
import type { ClassInBatch, PersonInBatch } from './admission';
import { isLive } from './enrollment.states';
import type { EnrollmentState } from './enrollment.states';

interface ClassRow {
  id: string;
  state: StoredState;
  title: string;
  term_id: string;
  tier: Tier;
  track_id: string | null;
  session_count: number;
  capacity: number;
  taken: number;
  desk_taken: number;
  desk_quota: number;
  waiting: number;
  next_queue_number: number;
  opens_at: unknown;
  closes_at: unknown;
  starts_at: unknown;
  ends_at: unknown;
  asks: unknown;
  draw_id: string | null;
  to_draw: unknown;
}

/** A person with one of their places, or with nulls in its stead when they have none. */
interface PersonRow {
  profile_id: string;
  account_id: string;
  kind: ProfileKind;
  name: string;
  age_band: AgeBand;
  consented: unknown;
  no_shows: unknown;
  enrollment_id: string | null;
  class_id: string;
  state: EnrollmentState;
  title: string;
  term_id: string;
  tier: Tier;
  track_id: string | null;
  session_count: number;
  ahead: unknown;
  draw_id: string | null;
  entry_code: string | null;
  wish: number | null;
  offer_expires_at: unknown;
}

/** Runs a read: inside the batch's transaction, or on the read side for the class page. */
type Run = <Row>(query: Sql) => Promise<Row[]>;

export interface AdmissionFacts {
  classes: Map<string, ClassInBatch>;
  people: Map<string, PersonInBatch>;
}

const holdsTier = sql.raw(
  `CASE c.tier ${tiers
    .slice(1)
    .map((tier, i) => `WHEN '${tier}' THEN '${tiers[i]}'`)
    .join(' ')} END`,
);

/** Loads what admission decides by, set-based: the number of statements does not grow. */
@Injectable()
export class AdmissionQueries {
  constructor(private readonly database: Database) {}

  /**
   * Inside a transaction. On PostgreSQL it locks the classes and then the people, each in order of
   * id: another process may be deciding about another class for the same person.
   */
  async lock(
    tx: EntityManager,
    classIds: string[],
    profileIds: string[],
    now: Date,
    rowLocks = this.database.postgres,
  ): Promise<AdmissionFacts> {
    const run: Run = async <Row>(query: Sql) => (await this.database.execute<Row>(tx, query)).rows;
    return factsOf(run, { classIds, profileIds, now, rowLocks });
  }

  /** For a preview: the same as the last commit left it, with nothing locked. */
  asOf(classIds: string[], profileIds: string[], now: Date): Promise<AdmissionFacts> {
    const run: Run = <Row>(query: Sql) => this.database.query<Row>(query);
    return factsOf(run, { classIds, profileIds, now, rowLocks: false });
  }

  /** For a page: the people of an account as the last commit left them, its holder first. */
  async peopleOfAccount(accountId: string, now: Date): Promise<Map<string, PersonInBatch>> {
    const run: Run = <Row>(query: Sql) => this.database.query<Row>(query);
    const rows = await run<PersonRow>(peopleQuery(sql`p.account_id = ${accountId}`, now));
    return peopleOf(rows, await sessionsOf(run, liveClasses(rows), now));
  }
}

interface Asked {
  classIds: string[];
  profileIds: string[];
  now: Date;
  rowLocks: boolean;
}

async function factsOf(run: Run, asked: Asked): Promise<AdmissionFacts> {
  const { classIds, profileIds, now, rowLocks } = asked;
  const classRows = await run<ClassRow>(classesQuery(classIds, rowLocks));
  if (rowLocks) await run(peopleLock(profileIds));
  const rows = await run<PersonRow>(peopleQuery(sql`p.id ${inList(profileIds)}`, now));
  const sessions = await sessionsOf(run, [...classIds, ...liveClasses(rows)], now);
  const classes = classRows.map((row) => classOf(row, sessions, now));
  return { classes: new Map(classes.map((c) => [c.id, c])), people: peopleOf(rows, sessions) };
}

/** The evenings still to come of each class. */
async function sessionsOf(run: Run, ids: string[], now: Date): Promise<Map<string, Period[]>> {
  const rows = await run<{ class_id: string; starts_at: unknown; ends_at: unknown }>(
    sql`SELECT class_id, starts_at, ends_at FROM class_session
        WHERE class_id ${inList(ids)} AND state = 'scheduled' AND ends_at > ${now}`,
  );
  const byClass = new Map<string, Period[]>(ids.map((id) => [id, []]));
  for (const row of rows)
    byClass
      .get(row.class_id)
      ?.push({ startsAt: instant(row.starts_at), endsAt: instant(row.ends_at) });
  return byClass;
}

const liveClasses = (rows: PersonRow[]): string[] =>
  rows.filter((row) => row.enrollment_id !== null && isLive(row.state)).map((row) => row.class_id);

function peopleOf(rows: PersonRow[], sessions: Map<string, Period[]>): Map<string, PersonInBatch> {
  const people = new Map<string, PersonInBatch>();
  for (const row of rows) {
    let person = people.get(row.profile_id);
    if (!person) people.set(row.profile_id, (person = personOf(row)));
    if (row.enrollment_id !== null) addPlace(person, row.enrollment_id, row, sessions);
  }
  return people;
}

const personOf = (row: PersonRow): PersonInBatch => ({
  accountId: row.account_id,
  isSelf: row.kind === 'self',
  name: row.name,
  ageBand: row.age_band,
  consented: bool(row.consented),
  noShows: noShowsFrom(row.no_shows),
  places: [],
  live: new Map(),
  entries: new Map(),
});

const classesQuery = (ids: string[], locked: boolean): Sql => sql`
  SELECT c.id, c.state, c.title, c.term_id, c.tier, c.track_id, c.session_count, c.capacity, c.taken,
    c.desk_taken, c.desk_quota, c.waiting, c.next_queue_number, c.opens_at, c.closes_at, c.starts_at,
    c.ends_at, EXISTS (SELECT 1 FROM course b WHERE b.track_id = c.track_id AND b.tier = ${holdsTier}
      AND b.is_listed = ${true}) AS asks, c.draw_id, ${TO_DRAW} AS to_draw
  FROM night_class c WHERE c.id ${inList(ids)} ORDER BY c.id ${sql.raw(locked ? 'FOR UPDATE' : '')}`;

/** A statement of its own: what is read after it sees what the last holder of the locks wrote. */
const peopleLock = (ids: string[]): Sql =>
  sql`SELECT id FROM profile WHERE id ${inList(ids)} ORDER BY id FOR NO KEY UPDATE`;

const peopleQuery = (who: Sql, now: Date): Sql => sql`
  SELECT p.id AS profile_id, p.account_id, p.kind, p.name, p.age_band,
    EXISTS (SELECT 1 FROM consent k WHERE k.profile_id = p.id AND k.kind = 'privacy'
      AND k.version = ${CONSENT_VERSION} AND k.withdrawn_at IS NULL) AS consented,
    ${noShowsOf(sql.raw('p.id'), now)} AS no_shows,
    e.id AS enrollment_id, e.class_id, e.state, c.title, c.term_id, c.tier, c.track_id,
    c.session_count, c.draw_id, e.entry_code, e.wish, e.offer_expires_at,
    CASE WHEN e.state = 'waitlisted' THEN (SELECT COUNT(*) FROM enrollment o
      WHERE o.class_id = e.class_id AND o.state = 'waitlisted'
        AND o.queue_number <= e.queue_number) END AS ahead
  FROM profile p
  LEFT JOIN enrollment e ON e.profile_id = p.id
    AND e.state IN ('applied', 'enrolled', 'waitlisted', 'offered', 'completed')
  LEFT JOIN night_class c ON c.id = e.class_id
  WHERE ${who} ORDER BY CASE p.kind WHEN 'self' THEN 0 ELSE 1 END, p.created_at, p.id`;

function classOf(row: ClassRow, sessions: Map<string, Period[]>, now: Date): ClassInBatch {
  const window = {
    opensAt: instant(row.opens_at),
    closesAt: instant(row.closes_at),
    startsAt: instant(row.starts_at),
    endsAt: instant(row.ends_at),
  };
  return {
    id: row.id,
    title: row.title,
    state: stateAt({ state: row.state, ...window }, now),
    opensAt: window.opensAt,
    startsAt: window.startsAt,
    termId: row.term_id,
    tier: row.tier,
    trackId: row.track_id,
    sessionCount: row.session_count,
    asksPrerequisite: bool(row.asks),
    drawId: row.draw_id,
    toDraw: bool(row.to_draw),
    capacity: row.capacity,
    taken: row.taken,
    deskTaken: row.desk_taken,
    deskQuota: row.desk_quota,
    waiting: row.waiting,
    nextQueueNumber: row.next_queue_number,
    sessions: sessions.get(row.id) ?? [],
  };
}

function addPlace(
  person: PersonInBatch,
  enrollmentId: string,
  row: PersonRow,
  sessions: Map<string, Period[]>,
): void {
  const live = isLive(row.state);
  person.places.push({
    classId: row.class_id,
    title: row.title,
    live,
    applied: row.state === 'applied',
    drawId: row.draw_id,
    completed: row.state === 'completed',
    termId: row.term_id,
    tier: row.tier,
    trackId: row.track_id,
    sessionCount: row.session_count,
    sessions: live ? (sessions.get(row.class_id) ?? []) : [],
  });
  if (live)
    person.live.set(row.class_id, {
      enrollmentId,
      state: row.state,
      position: row.ahead === null ? null : Number(row.ahead),
      repeated: true,
      offerExpiresAt: maybeInstant(row.offer_expires_at),
    });
  if (row.draw_id !== null && row.entry_code !== null && row.state === 'applied')
    person.entries.set(row.draw_id, {
      code: row.entry_code,
      lastWish: Math.max(row.wish ?? 0, person.entries.get(row.draw_id)?.lastWish ?? 0),
    });
}
