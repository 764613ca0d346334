import { Injectable } from '@nestjs/common';
import { instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import type { DecisionKind } from './decision.entity';

/** One step of the timeline of a person and a class. */
export interface DecisionRow {
  at: Date;
  kind: DecisionKind;
  actorId: string | null;
  channel: 'online' | 'desk' | null;
  position: number | null;
  taken: number | null;
  waiting: number | null;
  words: string | null;
}

interface Raw extends Omit<DecisionRow, 'at' | 'actorId'> {
  at: unknown;
  actor_id: string | null;
}

/** Refusals count too, so a patient person may have many. */
const MOST_DECISIONS = 200;

@Injectable()
export class DecisionsQueries {
  constructor(private readonly database: Database) {}

  /** The same rows for the learner and for the auditor, the oldest first. */
  async ofPlace(enrollmentId: string): Promise<DecisionRow[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT d.at, d.kind, d.actor_id, d.channel, d.position, d.taken, d.waiting, d.words
          FROM enrollment e JOIN decision d
            ON d.class_id = e.class_id AND d.profile_id = e.profile_id
          WHERE e.id = ${enrollmentId} ORDER BY d.at, d.turn, d.id LIMIT ${MOST_DECISIONS}`,
    );
    return rows.map(({ actor_id, ...row }) => ({
      ...row,
      at: instant(row.at),
      actorId: actor_id,
    }));
  }
}
