import { Injectable } from '@nestjs/common';

/** Tells how many people wait at the moment, so that work which can wait makes way for them. */
@Injectable()
export class Load {
  private readonly queues: (() => number)[] = [];

  /** @param waiting how many wait in a queue just now, asked anew each time */
  watch(waiting: () => number): void {
    this.queues.push(waiting);
  }

  get waiting(): number {
    return this.queues.reduce((sum, waiting) => sum + waiting(), 0);
  }
}
