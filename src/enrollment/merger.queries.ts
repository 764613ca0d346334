import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { lockClass } from '../scheduling/class-lock';
import { Database } from '../shared/database/database';
import { sql, Sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import type { ClassInBatch } from './admission';
import { AdmissionFacts, AdmissionQueries } from './admission.queries';
import type { MovingPlace } from './merger.rules';

/** The class that ends, and the one that its people move to. */
export interface Merged {
  classId: string;
  intoId: string;
}

export interface MergerFacts {
  from: ClassInBatch;
  into: ClassInBatch;
  people: AdmissionFacts['people'];
  places: MovingPlace[];
}

interface Raw {
  id: string;
  profile_id: string;
  account_id: string;
  state: MovingPlace['state'];
  channel: MovingPlace['channel'];
}

/** Everything a merger is decided by. */
@Injectable()
export class MergerQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly admission: AdmissionQueries,
  ) {}

  /** As the last commit left it. */
  async asOf(merged: Merged): Promise<MergerFacts> {
    const rows = await this.database.query<Raw>(movingPlaces(merged.classId));
    const now = this.clock.now();
    const facts = await this.admission.asOf(classIds(merged), profileIds(rows), now);
    return factsOf(merged, facts, rows);
  }

  /** The same inside a transaction, with the classes and then the people locked. */
  async lock(tx: EntityManager, merged: Merged): Promise<MergerFacts> {
    for (const id of classIds(merged)) await lockClass(this.database, tx, id);
    const { rows } = await this.database.execute<Raw>(tx, movingPlaces(merged.classId));
    const now = this.clock.now();
    const facts = await this.admission.lock(tx, classIds(merged), profileIds(rows), now);
    return factsOf(merged, facts, rows);
  }
}

const classIds = ({ classId, intoId }: Merged): string[] => [classId, intoId].sort();
const profileIds = (rows: readonly Raw[]): string[] => [
  ...new Set(rows.map((row) => row.profile_id)),
];

const factsOf = (merged: Merged, facts: AdmissionFacts, rows: readonly Raw[]): MergerFacts => ({
  from: facts.classes.get(merged.classId)!,
  into: facts.classes.get(merged.intoId)!,
  people: facts.people,
  places: rows.map((row) => ({
    enrollmentId: row.id,
    profileId: row.profile_id,
    accountId: row.account_id,
    state: row.state,
    channel: row.channel,
  })),
});

/** Who has a seat, in the order in which they came, then who waits, in theirs. */
const movingPlaces = (classId: string): Sql => sql`
  SELECT id, profile_id, account_id, state, channel FROM enrollment
  WHERE class_id = ${classId} AND state IN ('enrolled', 'offered', 'waitlisted')
  ORDER BY CASE WHEN state = 'waitlisted' THEN 1 ELSE 0 END, queue_number, entered_at, id`;
