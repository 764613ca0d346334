import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { BLANK, OutboxMessage } from '../shared/outbox/outbox-message.entity';
import type { Actor } from '../shared/web/actor';

/** Puts mails that were given up back among those to be sent, with all their tries (quality B3). */
@Injectable()
export class MailRetries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** @throws RuleViolation when the mail is not dead any more or has nothing left to send */
  async retry(actor: Actor, mailId: string): Promise<void> {
    if ((await this.revive(actor, { id: mailId }, mailId)) === 0)
      throw new RuleViolation('mail', '这封邮件已经不能重发，请刷新页面看看');
  }

  /** @throws RuleViolation when none can be sent again */
  async retryAll(actor: Actor): Promise<void> {
    if ((await this.revive(actor, {}, 'all')) === 0)
      throw new RuleViolation('mail', '没有可以重发的邮件，请刷新页面看看');
  }

  private revive(actor: Actor, which: { id?: string }, subjectId: string): Promise<number> {
    return this.database.write(async (tx) => {
      const { affected } = await tx.update(
        OutboxMessage,
        { ...which, state: 'dead', model: Not(BLANK) },
        { state: 'waiting', tries: 0, dueAt: this.clock.now() },
      );
      const count = affected ?? 0;
      if (count > 0)
        await this.audit.record(tx, [
          {
            action: 'mail.retry',
            actorId: actor.accountId,
            subject: 'outbox_message',
            subjectId,
            detail: { count },
          },
        ]);
      return count;
    });
  }
}
