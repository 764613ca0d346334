/** Thrown to a caller when the queue in front of a batch is full. */
export class QueueFull extends Error {
  constructor() {
    super('the queue is full');
    this.name = 'QueueFull';
  }
}

interface Waiting<Item, Answer> {
  item: Item;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit: while one batch is being worked on, arrivals wait; the next batch takes them all, in
 * order. Under no load a lone item is worked on at the next turn of the event loop.
 *
 * `work` answers every item of a batch in the same order; an `Error` in place of an answer rejects
 * that caller alone. When `work` itself fails, the batch is tried again one item at a time, so that
 * one bad item cannot take the others with it; without `apart` it fails for all of them.
 */
export class Batcher<Item, Answer> {
  private readonly queue: Waiting<Item, Answer>[] = [];
  private running = false;
  private worked = 0;

  constructor(
    private readonly work: (items: Item[]) => Promise<(Answer | Error)[]>,
    private readonly limits = { batch: 256, queue: 4000, apart: true },
  ) {}

  /** @throws QueueFull when more than `limits.queue` items wait already */
  submit(item: Item): Promise<Answer> {
    if (this.queue.length >= this.limits.queue) return Promise.reject(new QueueFull());
    return new Promise((resolve, reject) => {
      this.queue.push({ item, resolve, reject });
      if (!this.running) {
        this.running = true;
        setImmediate(() => void this.drain());
      }
    });
  }

  /** How many have not been answered yet. */
  get waiting(): number {
    return this.queue.length + this.worked;
  }

  private async drain(): Promise<void> {
    while (this.queue.length > 0) {
      const batch = this.queue.splice(0, this.limits.batch);
      this.worked = batch.length;
      await this.settle(batch);
      this.worked = 0;
    }
    this.running = false;
  }

  private async settle(batch: Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.work(batch.map((waiting) => waiting.item));
      batch.forEach((waiting, i) => {
        const answer = answers[i]!;
        if (answer instanceof Error) waiting.reject(answer);
        else waiting.resolve(answer);
      });
    } catch (error) {
      if (batch.length > 1 && this.limits.apart)
        for (const waiting of batch) await this.settle([waiting]);
      else for (const waiting of batch) waiting.reject(error);
    }
  }
}
