import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IsNull } from 'typeorm';
import { Account } from '../identity/account.entity';
import { Accounts } from '../identity/accounts.service';
import { AccountsQueries } from '../identity/accounts.queries';
import { Consent } from '../identity/consent.entity';
import { AgeBand, CONSENT_VERSION } from '../identity/person';
import { Profile } from '../identity/profile.entity';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';

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

/** Finds the person by phone and name, or makes an account without a password for them. */
@Injectable()
export class DeskPeople {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly accounts: Accounts,
    private readonly known: AccountsQueries,
  ) {}

  async findOrMake(person: PersonAtDesk): Promise<FoundPerson> {
    const account = await this.known.byPhone(person.phone);
    if (account) return this.profileIn(account.id, person);
    try {
      const extra = { email: null, password: null, photoConsent: false, channel: 'desk' } as const;
      return await this.accounts.register({ ...person, ...extra });
    } catch (error) {
      if (!(error instanceof RuleViolation) || error.code !== 'phone_taken') throw error;
      const other = await this.known.byPhone(person.phone);
      if (!other) throw new RuleViolation('account', '这个手机号的账号已停用', 'phone');
      return this.profileIn(other.id, person);
    }
  }

  /** Several people may share one phone: a name that is new to the account is one of the family. */
  private profileIn(accountId: string, person: PersonAtDesk): Promise<FoundPerson> {
    return this.database.write(async (tx) => {
      await this.lock(tx, accountId);
      const held = await tx.findOneBy(Profile, { accountId, name: person.name });
      const profileId = held?.id ?? (await this.addRelative(tx, accountId, person));
      await this.agree(tx, profileId);
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
    const { name, siteId, ageBand } = person;
    const row = { id: newId(), accountId, kind: 'family' as const, name, siteId, ageBand };
    await tx.insert(Profile, { ...row, createdAt: this.clock.now() });
    return row.id;
  }

  private async agree(tx: EntityManager, profileId: string): Promise<void> {
    const wording = { profileId, kind: 'privacy' as const, version: CONSENT_VERSION };
    if (await tx.existsBy(Consent, { ...wording, withdrawnAt: IsNull() })) return;
    const agreed = { ...wording, id: newId(), channel: 'desk' as const, withdrawnAt: null };
    await tx.insert(Consent, { ...agreed, givenAt: this.clock.now() });
  }
}
