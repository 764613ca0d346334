import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Config } from '../shared/config/config';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { newToken, sha256 } from '../shared/kernel/ids';
import { Outbox } from '../shared/outbox/outbox';
import type { Actor } from '../shared/web/actor';
import { Holder } from './accounts.queries';
import { resetPaths } from './identity.paths';
import { PasswordReset } from './session.entity';

const MINUTE_MS = 60_000;
/** Lifetimes of quality D5. */
export const LINK_MINUTES = 30;
export const CODE_MINUTES = 10;
export const CODE_TRIES = 5;

/** A short code means nothing without its account. */
export const codeHash = (accountId: string, code: string): string => sha256(`${accountId}:${code}`);

/** Hands out one-time ways to a new password. A new one makes the earlier ones of its kind void. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** Mails a link; nothing happens for somebody without an account or an address. */
  async mailLink(holder: Holder | null): Promise<void> {
    if (!holder?.email) return;
    const { id, name, email } = holder;
    const token = newToken();
    await this.database.write(async (tx) => {
      const secretUntil = await this.store(tx, id, 'link', sha256(token), LINK_MINUTES);
      const model = {
        subject: '重设市民夜校的密码',
        name,
        minutes: LINK_MINUTES,
        url: this.config.publicUrl + resetPaths.link(token),
      };
      await this.outbox.enqueue(tx, [
        { template: 'password-reset', to: { name, address: email }, model, secretUntil },
      ]);
    });
  }

  /** @returns six digits for a clerk to read out to somebody who stands at the desk */
  async deskCode(
    actor: Actor,
    siteId: string,
    accountId: string,
  ): Promise<{ code: string; expiresAt: Date }> {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    return this.database.write(async (tx) => {
      const hash = codeHash(accountId, code);
      const expiresAt = await this.store(tx, accountId, 'code', hash, CODE_MINUTES);
      await this.audit.record(tx, [
        {
          action: 'account.reset_code',
          actorId: actor.accountId,
          siteId,
          subject: 'account',
          subjectId: accountId,
        },
      ]);
      return { code, expiresAt };
    });
  }

  private async store(
    tx: EntityManager,
    accountId: string,
    kind: PasswordReset['kind'],
    tokenHash: string,
    minutes: number,
  ): Promise<Date> {
    const expiresAt = new Date(this.clock.now().getTime() + minutes * MINUTE_MS);
    await tx.delete(PasswordReset, { accountId, kind });
    await tx.insert(PasswordReset, { tokenHash, accountId, kind, expiresAt });
    return expiresAt;
  }
}
