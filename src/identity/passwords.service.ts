import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { Load } from '../shared/kernel/load';
import { Busy } from '../shared/web/errors';

/** OWASP's parameters for argon2id: 19 MiB, 2 passes, 1 lane (quality D1). */
export const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const MAY_WAIT = 64;

/** A hash keeps a core busy: one core stays free for everybody else, and at most two hash. */
export const hashesAtOnce = (cores: number, pressesWait: boolean): number =>
  pressesWait ? 1 : Math.max(1, Math.min(2, cores - 1));

/** Hashes passwords, a few at a time, so that sign-ins never starve enrolment (quality D1). */
@Injectable()
export class Passwords {
  private readonly cores = availableParallelism();
  private running = 0;
  private readonly queue: (() => void)[] = [];
  private dummy: Promise<string> | null = null;

  constructor(private readonly load: Load) {}

  /** @throws Busy when too many wait already */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, ARGON2));
  }

  /** False for a missing hash too, after the same work, so that nobody learns who has an account. */
  async verify(passwordHash: string | null, password: string): Promise<boolean> {
    this.dummy ??= hash('nobody has this password', ARGON2);
    const against = passwordHash ?? (await this.dummy);
    const good = await this.inTurn(() => verify(against, password));
    return good && passwordHash !== null;
  }

  /** Whether a hash was made with other parameters than today's. */
  outdated(passwordHash: string): boolean {
    const { memoryCost, timeCost, parallelism } = ARGON2;
    return !passwordHash.startsWith(
      `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`,
    );
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.limit) {
      if (this.queue.length >= MAY_WAIT) throw new Busy(5);
      await new Promise<void>((resolve) => this.queue.push(resolve));
    } else this.running += 1;
    try {
      return await work();
    } finally {
      this.handOn();
    }
  }

  private get limit(): number {
    return hashesAtOnce(this.cores, this.load.waiting > 0);
  }

  /** The turn goes to whoever waits, and a second one with it once nobody presses any more. */
  private handOn(): void {
    this.running -= 1;
    while (this.queue.length > 0 && this.running < this.limit) {
      this.running += 1;
      this.queue.shift()!();
    }
  }
}
