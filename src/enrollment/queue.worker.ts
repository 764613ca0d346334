import { Injectable, Logger, OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { Heartbeats } from '../shared/outbox/heartbeats';
import { QueuePromotion } from './queue-promotion';
import { Releasing } from './releasing.service';

const EVERY_MS = 10_000;

/** Moves queues on when only time has passed: offers lapse, the desk share is set free. */
@Injectable()
export class QueueWorker implements OnApplicationShutdown {
  private readonly log = new Logger('queue');
  private running: Promise<void> | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly releasing: Releasing,
    private readonly queue: QueuePromotion,
    private readonly heartbeats: Heartbeats,
  ) {}

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    this.running ??= this.guarded().finally(() => (this.running = null));
    await this.running;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running;
  }

  /** One round: every expired offer ends, every class with free seats and a queue is filled. */
  async round(): Promise<void> {
    const now = this.clock.now();
    const expired = await this.database.query<{ id: string }>(
      sql`SELECT id FROM enrollment WHERE state = 'offered' AND offer_expires_at <= ${now}
          ORDER BY offer_expires_at LIMIT 200`,
    );
    for (const { id } of expired) await this.releasing.lapse(id);
    const waiting = await this.database.query<{ id: string }>(
      sql`SELECT id FROM night_class WHERE state = 'published' AND starts_at > ${now}
          AND waiting > 0 AND taken < capacity LIMIT 200`,
    );
    for (const { id } of waiting) await this.database.write((tx) => this.queue.fill(tx, id));
  }

  private async guarded(): Promise<void> {
    try {
      await this.round();
      await this.heartbeats.beat('queue');
    } catch (error) {
      this.log.warn(`queue round failed: ${(error as Error).message}`);
    }
  }
}
