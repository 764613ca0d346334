import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { In, LessThanOrEqual } from 'typeorm';
import { Database } from '../database/database';
import { Clock } from '../kernel/clock';
import { Mailer } from '../mail/mailer';
import { BackgroundWorker } from './background-worker';
import { Heartbeats } from './heartbeats';
import { BLANK, OutboxMessage } from './outbox-message.entity';

const MINUTE_MS = 60_000;
/** Waits before each next try; together a little over three days (quality B2). */
const DELAYS_MINUTES = [1, 5, 15, 60, 180, 360, 720, 1440, 1440, 1440];
/** A batch of mails that each take their longest ends within the claim. */
const BATCH = 20;
const CLAIM_MINUTES = 5;

/** Delivers waiting mail at least once; a bad address never blocks the others. */
@Injectable()
export class OutboxWorker extends BackgroundWorker {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly mailer: Mailer,
    heartbeats: Heartbeats,
  ) {
    super('outbox', '发送邮件', heartbeats);
  }

  @Interval(2_000)
  async tick(): Promise<void> {
    await this.next();
  }

  /** Sends what is due now; a long round shows that it is alive after each mail. */
  async round(): Promise<void> {
    for (const message of await this.claim()) {
      await this.deliver(message);
      await this.heartbeats.beat('outbox');
    }
  }

  /** Takes due rows for a few minutes, so that a second process leaves them alone. */
  private async claim(): Promise<OutboxMessage[]> {
    const now = this.clock.now();
    const dueRows = { state: 'waiting' as const, dueAt: LessThanOrEqual(now) };
    if (!(await this.database.reader.manager.existsBy(OutboxMessage, dueRows))) return [];
    return this.database.write(async (tx) => {
      const due = await tx.find(OutboxMessage, {
        where: dueRows,
        order: { dueAt: 'ASC' },
        take: BATCH,
        ...(this.database.postgres && {
          lock: { mode: 'pessimistic_write' as const, onLocked: 'skip_locked' as const },
        }),
      });
      if (due.length > 0)
        await tx.update(
          OutboxMessage,
          { id: In(due.map((message) => message.id)) },
          { dueAt: this.in(CLAIM_MINUTES) },
        );
      return due;
    });
  }

  private async deliver(message: OutboxMessage): Promise<void> {
    const changes = this.tooLate(message)
      ? { state: 'dead' as const, model: BLANK }
      : await this.mailer.send(message).then(
          () => this.sent(message),
          (error: unknown) => this.after(message, error as Error),
        );
    await this.database.write((tx) => tx.update(OutboxMessage, { id: message.id }, changes));
  }

  /** A link that no longer works is not worth a mail. */
  private tooLate({ secretUntil }: OutboxMessage): boolean {
    return secretUntil !== null && secretUntil <= this.clock.now();
  }

  private sent({ secretUntil }: OutboxMessage) {
    const done = { state: 'done' as const, sentAt: this.clock.now(), lastError: null };
    return secretUntil === null ? done : { ...done, model: BLANK };
  }

  private after(message: OutboxMessage, error: Error) {
    const tries = message.tries + 1;
    const delay = DELAYS_MINUTES[tries - 1];
    this.log.warn(`mail ${message.id} failed (try ${tries})`);
    return {
      tries,
      lastError: error.message.replace(/\S+@\S+/g, '<address>').slice(0, 300),
      ...(delay === undefined
        ? { state: 'dead' as const }
        : { dueAt: earlier(this.in(delay), message.secretUntil) }),
    };
  }

  private in(minutes: number): Date {
    return new Date(this.clock.now().getTime() + minutes * MINUTE_MS);
  }
}

/** A secret is blanked when its time is over, so the mail is looked at again by then. */
const earlier = (due: Date, end: Date | null): Date => (end !== null && end < due ? end : due);
