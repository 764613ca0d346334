import { Injectable } from '@nestjs/common';
import { EntityManager, IsNull, LessThan, MoreThan } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { sha256 } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import type { Actor } from '../shared/web/actor';
import { Account } from './account.entity';
import { AccountsQueries } from './accounts.queries';
import { passwordProblem } from './password.rules';
import { CODE_TRIES, codeHash } from './password-resets.service';
import { Passwords } from './passwords.service';
import { PasswordReset, Session } from './session.entity';

type Means = 'link' | 'code' | 'own';

const wrongCode = () =>
  new RuleViolation('code_wrong', '手机号或验证码不对，或验证码已过期，请核对', 'code');

/** Sets a new password on good proof; every session that knew the old one ends. */
@Injectable()
export class PasswordChanges {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly accounts: AccountsQueries,
    private readonly passwords: Passwords,
    private readonly audit: Audit,
  ) {}

  /** Whether a mailed link still opens. */
  async opens(token: string): Promise<boolean> {
    return (await this.linked(token)) !== null;
  }

  /** @throws RuleViolation `link_spent`, or `weak_password` on `newPassword` */
  async byLink(token: string, password: string): Promise<void> {
    const accountId = await this.linked(token);
    if (accountId === null)
      throw new RuleViolation('link_spent', '这个链接已经用过或过期了，请重新申请');
    await this.set(accountId, password, 'link', sha256(token));
  }

  /**
   * A try is spent before the code is compared, in a transaction of its own, so that a refusal
   * never gives it back. An unknown phone, a wrong and an old code get the same answer.
   * @throws RuleViolation `code_wrong` on `code`, `weak_password` on `newPassword`
   */
  async byCode(phone: string, code: string, password: string): Promise<void> {
    refuseWeak(password, phone, false);
    const account = await this.accounts.byPhone(phone);
    if (!account || !(await this.spendTry(account.id))) throw wrongCode();
    const hash = codeHash(account.id, code);
    const right = await this.database.reader.manager.existsBy(PasswordReset, {
      ...this.live('code'),
      tokenHash: hash,
    });
    if (!right) throw wrongCode();
    await this.set(account.id, password, 'code', hash);
  }

  /** @throws RuleViolation on `password` when the present one is wrong, on `newPassword` when weak */
  async own(actor: Actor, present: string, password: string): Promise<void> {
    const account = await this.accounts.byId(actor.accountId);
    if (!(await this.passwords.verify(account?.passwordHash ?? null, present)))
      throw new RuleViolation('password_wrong', '现在的密码不对，请再试一次', 'password');
    await this.set(actor.accountId, password, 'own', null);
  }

  private async linked(token: string): Promise<string | null> {
    const row = await this.database.reader.manager.findOneBy(PasswordReset, {
      ...this.live('link'),
      tokenHash: sha256(token),
    });
    return row?.accountId ?? null;
  }

  private async spendTry(accountId: string): Promise<boolean> {
    const { affected } = await this.database.write((tx) =>
      tx.update(
        PasswordReset,
        { ...this.live('code'), accountId, tries: LessThan(CODE_TRIES) },
        { tries: () => 'tries + 1' },
      ),
    );
    return (affected ?? 0) > 0;
  }

  private live(kind: PasswordReset['kind']) {
    return { kind, usedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) };
  }

  private async set(accountId: string, password: string, means: Means, proof: string | null) {
    const account = await this.accounts.byId(accountId);
    if (!account) throw new RuleViolation('account_gone', '这个账号不能用了，请到教学点前台');
    refuseWeak(password, account.phone, await this.accounts.isStaff(accountId));
    const passwordHash = await this.passwords.hash(password);
    await this.database.write(async (tx) => {
      if (proof !== null) await this.use(tx, proof);
      await tx.delete(PasswordReset, { accountId });
      await tx.update(Account, { id: accountId }, { passwordHash });
      await tx.delete(Session, { accountId });
      await this.audit.record(tx, [
        {
          action: 'account.password',
          actorId: accountId,
          subject: 'account',
          subjectId: accountId,
          detail: { means },
        },
      ]);
    });
  }

  /** Two who hold the same proof: the first one wins. */
  private async use(tx: EntityManager, tokenHash: string): Promise<void> {
    const { affected } = await tx.update(
      PasswordReset,
      { tokenHash, usedAt: IsNull() },
      { usedAt: this.clock.now() },
    );
    if (affected !== 1) throw new RuleViolation('proof_spent', '刚才已经改过一次，请直接登录');
  }
}

function refuseWeak(password: string, phone: string, staff: boolean): void {
  const weak = passwordProblem(password, phone, staff);
  if (weak) throw new RuleViolation('weak_password', weak, 'newPassword');
}
