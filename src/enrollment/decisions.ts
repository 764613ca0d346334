import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import type { DecisionKind } from './decision.entity';

/** What the column holds. */
const MOST_WORDS = 300;

/** What was decided, in the words of the table; see {@link Decision}. */
export interface Decided {
  classId: string;
  profileId: string;
  enrollmentId: string | null;
  kind: DecisionKind;
  actorId: string | null;
  channel?: 'online' | 'desk';
  position?: number | null;
  /** The class once this was decided. */
  seats?: { taken: number; waiting: number };
  words?: string | null;
}

/** Writes down every decision about places, in its own transaction, so that anyone can see why. */
@Injectable()
export class Decisions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  record(tx: EntityManager, decided: readonly Decided[]): Promise<void> {
    return this.database.insertRows(tx, 'decision', this.rows(decided));
  }

  /** The rows of the table `decision`, for whoever writes them together with others. */
  rows(decided: readonly Decided[]) {
    const at = this.clock.now();
    return decided.map((one, turn) => ({
      id: newId(),
      at,
      turn,
      class_id: one.classId,
      profile_id: one.profileId,
      enrollment_id: one.enrollmentId,
      kind: one.kind,
      actor_id: one.actorId,
      channel: one.channel ?? null,
      position: one.position ?? null,
      taken: one.seats?.taken ?? null,
      waiting: one.seats?.waiting ?? null,
      words: one.words?.slice(0, MOST_WORDS) ?? null,
    }));
  }
}
