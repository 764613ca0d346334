import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { Busy } from '../shared/web/errors';

/** OWASP's parameters for argon2id: 19 MiB, 2 passes, 1 lane (quality D1). */
export const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;
const MAY_WAIT = 64;

/** Hashes passwords, a few at a time, so that sign-ins never starve enrolment. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly queue: (() => void)[] = [];
  private dummy: Promise<string> | null = null;

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
    if (this.running >= AT_ONCE) {
      if (this.queue.length >= MAY_WAIT) throw new Busy(5);
      await new Promise<void>((resolve) => this.queue.push(resolve));
    }
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.queue.shift()?.();
    }
  }
}
