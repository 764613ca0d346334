import { Injectable, OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PolicyBriefEvents } from '../policy/policy-brief.events';
import { NightClassEvents } from '../scheduling/night-class.events';
import { Clock } from '../shared/kernel/clock';
import { DueQueuesQueries } from './due-queues.queries';
import { PrefaceWorker } from './preface.worker';
import { Replanning } from './replanning.service';

/** What a change of a class or of a brief means for queues, in the transaction of the change. */
@Injectable()
export class PrefaceListener implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly due: DueQueuesQueries,
    private readonly replanning: Replanning,
    private readonly worker: PrefaceWorker,
    private readonly classes: NightClassEvents,
    private readonly briefs: PolicyBriefEvents,
  ) {}

  onModuleInit(): void {
    for (const change of ['published', 'cancelled', 'postponed', 'resumed', 'rescheduled'] as const)
      this.classes.on(change, (tx, classId) => this.replanning.classNow(tx, classId));
    this.briefs.on('published', (tx) => this.fresh(tx));
    this.briefs.on('expired', (tx, ids) => this.ended(tx, ids));
    this.briefs.on('withdrawn', (tx, ids) => this.ended(tx, ids));
  }

  private async fresh(tx: EntityManager): Promise<void> {
    await this.due.markAll(tx, this.clock.now());
    this.worker.afterCommit();
  }

  /** It leaves every queue with the change itself; the gaps are filled right after it. */
  private async ended(tx: EntityManager, briefIds: readonly string[]): Promise<void> {
    await this.due.empty(tx, briefIds, this.clock.now());
    this.worker.afterCommit();
  }
}
