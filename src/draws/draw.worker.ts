import { Injectable, Logger, OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../shared/kernel/clock';
import { Heartbeats } from '../shared/outbox/heartbeats';
import { Drawing } from './drawing.service';
import { DrawsQueries } from './draws.queries';

const EVERY_MS = 5_000;

/** Holds every draw at its deadline, without anybody pressing a button. */
@Injectable()
export class DrawWorker implements OnApplicationShutdown {
  private readonly log = new Logger('draws');
  private running: Promise<void> | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly queries: DrawsQueries,
    private readonly drawing: Drawing,
    private readonly heartbeats: Heartbeats,
  ) {}

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    this.running ??= this.round().finally(() => (this.running = null));
    await this.running;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running;
  }

  /** One round; a draw that fails is tried again at the next, and keeps none of the others waiting. */
  async round(): Promise<void> {
    try {
      for (const id of await this.queries.due(this.clock.now())) await this.attempt(id);
      await this.heartbeats.beat('draws');
    } catch (error) {
      this.log.warn(`draw round failed: ${(error as Error).message}`);
    }
  }

  private async attempt(id: string): Promise<void> {
    try {
      if (await this.drawing.hold(id)) this.log.log(`draw ${id} held`);
    } catch (error) {
      this.log.error(`draw ${id} failed`, (error as Error).stack);
    }
  }
}
