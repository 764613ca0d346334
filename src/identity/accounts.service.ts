import { Injectable } from '@nestjs/common';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { isUniqueViolation } from '../shared/database/dialect';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { Account } from './account.entity';
import { Consent } from './consent.entity';
import { AgeBand, CONSENT_VERSION } from './person';
import { passwordProblem } from './password.rules';
import { Passwords } from './passwords.service';
import { Profile } from './profile.entity';

export interface NewPerson {
  phone: string;
  name: string;
  siteId: string;
  ageBand: AgeBand;
  email: string | null;
  /** Null when a clerk enrols them at the desk; they set one later. */
  password: string | null;
  photoConsent: boolean;
  channel: 'online' | 'desk';
}

/** New accounts, each with the profile of its holder and what they agreed to. */
@Injectable()
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly audit: Audit,
  ) {}

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
      throw new RuleViolation('phone_taken', '这个手机号已经注册过，请直接登录', 'phone');
    }
  }

  private insert(person: NewPerson, passwordHash: string | null) {
    const [accountId, profileId] = [newId(), newId()];
    const now = this.clock.now();
    const kinds = person.photoConsent ? (['privacy', 'photo'] as const) : (['privacy'] as const);
    return this.database.write(async (tx) => {
      const { phone, email, name, siteId, ageBand, channel } = person;
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
        kinds.map((kind) => ({
          id: newId(),
          profileId,
          kind,
          version: CONSENT_VERSION,
          channel,
          givenAt: now,
        })),
      );
      await this.audit.record(tx, [
        {
          action: 'account.register',
          actorId: accountId,
          subject: 'account',
          subjectId: accountId,
        },
      ]);
      return { accountId, profileId };
    });
  }
}
