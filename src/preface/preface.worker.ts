import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { BackgroundWorker } from '../shared/outbox/background-worker';
import { Heartbeats } from '../shared/outbox/heartbeats';
import { DueQueuesQueries } from './due-queues.queries';
import { Replanning } from './replanning.service';

const EVERY_MS = 60_000;

/** Plans the queues that are due: each minute, and at once when somebody says so. */
@Injectable()
export class PrefaceWorker extends BackgroundWorker {
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly due: DueQueuesQueries,
    private readonly replanning: Replanning,
    heartbeats: Heartbeats,
  ) {
    super('preface', '排政策传真', heartbeats);
  }

  override async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await super.onApplicationShutdown();
  }

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    await this.next();
  }

  /**
   * Right after the transaction that made queues due; whoever pressed does not wait for it. Twice: a
   * round that was under way at the commit may have looked before it.
   */
  afterCommit(): void {
    this.database.afterCommit(() => void this.tick().then(() => this.again()));
  }

  private async again(): Promise<void> {
    if (!this.stopped) await this.tick();
  }

  async round(): Promise<void> {
    const now = this.clock.now();
    await this.database.write(async (tx) => {
      await this.due.closeEnded(tx, now);
      await this.due.markUnknown(tx, now);
    });
    while ((await this.replanning.nextBatch()) > 0);
  }
}
