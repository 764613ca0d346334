import { Injectable } from '@nestjs/common';
import { EntityManager, IsNull } from 'typeorm';
import { Audit, AuditLine } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { Account } from './account.entity';
import { AccountsQueries } from './accounts.queries';
import { Accounts, Clerk } from './accounts.service';
import { agreement } from './agreement';
import { Consent } from './consent.entity';
import { whyNotAdd } from './household.rules';
import { AgeBand, CONSENT_VERSION } from './person';
import { Profile } from './profile.entity';

/** Someone at the counter or on the phone, who agreed to the wording on personal data. */
export interface PersonAtDesk {
  name: string;
  phone: string;
  ageBand: AgeBand;
  siteId: string;
}

export interface FoundPerson {
  accountId: string;
  profileId: string;
}

/** Why nobody can be enrolled by this phone. */
export const ACCOUNT_CLOSED = '这个手机号的账号已停用';

/** Finds the person by phone and name, or makes an account without a password for them. */
@Injectable()
export class DeskPeople {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly accounts: Accounts,
    private readonly known: AccountsQueries,
  ) {}

  /** @throws RuleViolation on `phone`: `account` when it was closed, `too_many_profiles` */
  async findOrMake(clerk: Clerk, person: PersonAtDesk): Promise<FoundPerson> {
    const account = await this.known.byPhone(person.phone);
    if (account) return this.profileIn(account.id, clerk, person);
    try {
      const extra = { email: null, password: null, photoConsent: false, clerk };
      return await this.accounts.register({ ...person, ...extra });
    } catch (error) {
      if (!(error instanceof RuleViolation) || error.code !== 'phone_taken') throw error;
      const other = await this.known.byPhone(person.phone);
      if (!other) throw new RuleViolation('account', ACCOUNT_CLOSED, 'phone');
      return this.profileIn(other.id, clerk, person);
    }
  }

  /** Several people may share one phone: a name that is new to the account is one of the family. */
  private profileIn(accountId: string, clerk: Clerk, person: PersonAtDesk): Promise<FoundPerson> {
    return this.database.write(async (tx) => {
      await this.lock(tx, accountId);
      const held = await tx.findOneBy(Profile, { accountId, name: person.name });
      const profileId = held?.id ?? (await this.addRelative(tx, accountId, person));
      const agreed = await this.agree(tx, profileId);
      const lines: AuditLine[] = [];
      if (!held) lines.push(line('profile.create', clerk, profileId));
      else if (agreed) lines.push(line('consent.give', clerk, profileId));
      await this.audit.record(tx, lines);
      return { accountId, profileId };
    });
  }

  private lock(tx: EntityManager, id: string): Promise<Account> {
    return tx.findOneOrFail(Account, {
      where: { id },
      ...(this.database.postgres && { lock: { mode: 'pessimistic_write' as const } }),
    });
  }

  private async addRelative(tx: EntityManager, accountId: string, person: PersonAtDesk) {
    const full = whyNotAdd(await tx.countBy(Profile, { accountId }));
    if (full) throw new RuleViolation('too_many_profiles', full, 'phone');
    const { name, siteId, ageBand } = person;
    const row = { id: newId(), accountId, kind: 'family' as const, name, siteId, ageBand };
    await tx.insert(Profile, { ...row, createdAt: this.clock.now() });
    return row.id;
  }

  /** @returns whether they had not agreed to this wording before */
  private async agree(tx: EntityManager, profileId: string): Promise<boolean> {
    const wording = { profileId, kind: 'privacy' as const, version: CONSENT_VERSION };
    if (await tx.existsBy(Consent, { ...wording, withdrawnAt: IsNull() })) return false;
    await tx.insert(Consent, agreement(profileId, 'privacy', 'desk', this.clock.now()));
    return true;
  }
}

const line = (action: string, clerk: Clerk, profileId: string): AuditLine => ({
  action,
  actorId: clerk.accountId,
  siteId: clerk.siteId,
  subject: 'profile',
  subjectId: profileId,
  detail: { channel: 'desk' },
});
