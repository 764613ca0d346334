import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../shared/kernel/clock';
import { BackgroundWorker } from '../shared/outbox/background-worker';
import { Heartbeats } from '../shared/outbox/heartbeats';
import { Drawing } from './drawing.service';
import { DrawsQueries } from './draws.queries';

const EVERY_MS = 5_000;

/** Holds every draw at its deadline, without anybody pressing a button. */
@Injectable()
export class DrawWorker extends BackgroundWorker {
  constructor(
    private readonly clock: Clock,
    private readonly queries: DrawsQueries,
    private readonly drawing: Drawing,
    heartbeats: Heartbeats,
  ) {
    super('draws', '到时摇号', heartbeats);
  }

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    await this.next();
  }

  /** A draw that fails is tried again at the next round, and keeps none of the others waiting. */
  async round(): Promise<void> {
    for (const id of await this.queries.due(this.clock.now())) await this.attempt(id);
  }

  private async attempt(id: string): Promise<void> {
    try {
      if (await this.drawing.hold(id)) this.log.log(`draw ${id} held`);
    } catch (error) {
      this.log.error(`draw ${id} failed`, (error as Error).stack);
    }
  }
}
