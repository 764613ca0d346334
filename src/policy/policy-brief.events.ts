import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What happened to briefs that evenings may open with. */
export type BriefChange = 'published' | 'expired' | 'withdrawn';
/** Runs in the transaction of the change: it commits with it or not at all. */
export type BriefChangeHandler = (tx: EntityManager, briefIds: readonly string[]) => Promise<void>;

/**
 * Modules to the right say here what must happen together with a change: queues are planned anew.
 * Each change of a brief is told once, whoever presses and however often; several that expire
 * together are told together.
 */
@Injectable()
export class PolicyBriefEvents {
  private readonly handlers = new Map<BriefChange, BriefChangeHandler[]>();

  on(change: BriefChange, handler: BriefChangeHandler): void {
    this.handlers.set(change, [...(this.handlers.get(change) ?? []), handler]);
  }

  async tell(tx: EntityManager, change: BriefChange, briefIds: readonly string[]): Promise<void> {
    if (briefIds.length === 0) return;
    for (const handler of this.handlers.get(change) ?? []) await handler(tx, briefIds);
  }
}
