import { Logger, OnApplicationShutdown } from '@nestjs/common';
import type { Heartbeats } from './heartbeats';

/**
 * Works in rounds, one at a time: a round that fails is logged and the next one tries again, the stop
 * of the app waits for the one under way. The timer is the subclass's own, its `tick` calls `next`.
 */
export abstract class BackgroundWorker implements OnApplicationShutdown {
  protected readonly log: Logger;
  private running: Promise<void> | null = null;

  /** @param task in Chinese what it does, for the people who look after the installation */
  protected constructor(
    private readonly name: string,
    task: string,
    protected readonly heartbeats: Heartbeats,
  ) {
    this.log = new Logger(name);
    heartbeats.expect(name, task);
  }

  abstract round(): Promise<void>;

  async onApplicationShutdown(): Promise<void> {
    await this.running;
  }

  /** The next round, or the one that has not ended yet. */
  protected async next(): Promise<void> {
    this.running ??= this.guarded().finally(() => (this.running = null));
    await this.running;
  }

  private async guarded(): Promise<void> {
    try {
      await this.round();
      await this.heartbeats.beat(this.name);
    } catch (error) {
      this.log.warn(`${this.name} round failed: ${(error as Error).message}`);
    }
  }
}
