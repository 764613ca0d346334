import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../shared/database/database';
import { PageCache } from '../shared/web/page-cache';
import type { RuleName } from './rule-names';

/** What happened to a class that people hold places in, or may hold from now on. */
export type ClassChange =
  'published' | 'cancelled' | 'postponed' | 'resumed' | 'adjusted' | 'rescheduled';
/** Runs in the transaction of the change: it commits with it or not at all. */
export type ClassChangeHandler = (
  tx: EntityManager,
  classId: string,
  reason: string,
  /** Which rules an adjustment changed. */
  rules: readonly RuleName[],
) => Promise<void>;

/**
 * Modules to the right say here what must happen together with a change of a class: places end,
 * queues move up, everyone is told. The pages that everybody is shown are made anew.
 */
@Injectable()
export class NightClassEvents {
  private readonly handlers = new Map<ClassChange, ClassChangeHandler[]>();

  constructor(
    private readonly database: Database,
    private readonly pages: PageCache,
  ) {}

  on(change: ClassChange, handler: ClassChangeHandler): void {
    this.handlers.set(change, [...(this.handlers.get(change) ?? []), handler]);
  }

  async tell(
    tx: EntityManager,
    change: ClassChange,
    classId: string,
    reason = '',
    rules: readonly RuleName[] = [],
  ): Promise<void> {
    for (const handler of this.handlers.get(change) ?? [])
      await handler(tx, classId, reason, rules);
    this.database.afterCommit(() => this.pages.clear());
  }
}
