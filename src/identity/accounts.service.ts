import { Injectable } from '@nestjs/common';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { isUniqueViolation } from '../shared/database/dialect';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { Account } from './account.entity';
import { AccountsQueries } from './accounts.queries';
import { agreement } from './agreement';
import { Consent } from './consent.entity';
import type { AgeBand } from './person';
import { passwordProblem } from './password.rules';
import { Passwords } from './passwords.service';
import { Profile } from './profile.entity';

/** Who enrols somebody at the desk, and for which site. */
export interface Clerk {
  accountId: string;
  siteId: string;
}

export interface NewPerson {
  phone: string;
  name: string;
  siteId: string;
  ageBand: AgeBand;
  email: string | null;
  /** Null when a clerk enrols them at the desk; they set one later. */
  password: string | null;
  photoConsent: boolean;
  /** Null for those who sign up themselves. */
  clerk: Clerk | null;
}

/** New accounts, each with the profile of its holder and what they agreed to. */
@Injectable()
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly audit: Audit,
    private readonly queries: AccountsQueries,
  ) {}

  /** The account this phone and password belong to, or null; a missing one takes as long. */
  async authenticate(phone: string, password: string): Promise<string | null> {
    const account = await this.queries.byPhone(phone);
    const known = account?.passwordHash ?? null;
    if (!(await this.passwords.verify(known, password)) || !account || !known) return null;
    if (this.passwords.outdated(known)) await this.rehash(account.id, known, password);
    return account.id;
  }

  /**
   * @returns the ids of the account and of its own profile
   * @throws RuleViolation `phone_taken` on `phone`, `weak_password` on `password`
   */
  async register(person: NewPerson): Promise<{ accountId: string; profileId: string }> {
    const weak = person.password && passwordProblem(person.password, person.phone);
    if (weak) throw new RuleViolation('weak_password', weak, 'password');
    const passwordHash = person.password && (await this.passwords.hash(person.password));
    try {
      return await this.insert(person, passwordHash);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new RuleViolation('phone_taken', '这个手机号已经注册过，请直接登录或找回密码', 'phone');
    }
  }

  private async rehash(id: string, known: string, password: string): Promise<void> {
    const passwordHash = await this.passwords.hash(password);
    await this.database.write((tx) =>
      tx.update(Account, { id, passwordHash: known }, { passwordHash }),
    );
  }

  private insert(person: NewPerson, passwordHash: string | null) {
    const [accountId, profileId] = [newId(), newId()];
    const now = this.clock.now();
    const kinds = person.photoConsent ? (['privacy', 'photo'] as const) : (['privacy'] as const);
    return this.database.write(async (tx) => {
      const { phone, email, name, siteId, ageBand, clerk } = person;
      const channel = clerk ? 'desk' : 'online';
      await tx.insert(Account, { id: accountId, phone, passwordHash, email, createdAt: now });
      await tx.insert(Profile, {
        id: profileId,
        accountId,
        kind: 'self',
        name,
        siteId,
        ageBand,
        createdAt: now,
      });
      await tx.insert(
        Consent,
        kinds.map((kind) => agreement(profileId, kind, channel, now)),
      );
      await this.audit.record(tx, [
        {
          action: 'account.register',
          actorId: clerk?.accountId ?? accountId,
          siteId: clerk?.siteId ?? null,
          subject: 'account',
          subjectId: accountId,
          detail: { channel },
        },
      ]);
      return { accountId, profileId };
    });
  }
}
