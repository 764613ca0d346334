import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { PageCache } from '../shared/web/page-cache';
import { RuleChange } from './rule-change.entity';
import type { RuleStep } from './rule-changes.rules';

/** Who changes the rules, and why, in words for learners. */
export interface Explained {
  actorId: string;
  explanation: string;
}

/** Writes down every change of a public class's rules, in the transaction of the change. */
@Injectable()
export class RuleChanges {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly pages: PageCache,
  ) {}

  /** Nothing is written when nothing changed. */
  async record(
    tx: EntityManager,
    classId: string,
    steps: readonly RuleStep[],
    { actorId, explanation }: Explained,
  ): Promise<void> {
    this.database.afterCommit(() => this.pages.clear());
    if (steps.length === 0) return;
    const at = this.clock.now();
    const row = { id: newId(), classId, at, actorId, explanation };
    await tx.insert(RuleChange, { ...row, steps: JSON.stringify(steps) });
  }
}
