import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { BackgroundWorker } from '../shared/outbox/background-worker';
import { Heartbeats } from '../shared/outbox/heartbeats';
import { QueueQueries } from './queue.queries';
import { QueuePromotion } from './queue-promotion';
import { Releasing } from './releasing.service';

const EVERY_MS = 10_000;

/** Moves queues on when only time has passed: offers lapse, the desk share is set free. */
@Injectable()
export class QueueWorker extends BackgroundWorker {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly due: QueueQueries,
    private readonly releasing: Releasing,
    private readonly queue: QueuePromotion,
    heartbeats: Heartbeats,
  ) {
    super('queue', '候补递补', heartbeats);
  }

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    await this.next();
  }

  /** One round: every expired offer ends, every class with free seats and a queue is filled. */
  async round(): Promise<void> {
    const now = this.clock.now();
    for (const id of await this.due.expiredOffers(now)) await this.releasing.lapse(id);
    for (const id of await this.due.classesToFill(now))
      await this.database.write((tx) => this.queue.fill(tx, id));
  }
}
