import { Injectable } from '@nestjs/common';
import { EntityManager, IsNull } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import type { Actor } from '../shared/web/actor';
import { Account } from './account.entity';
import { agreement } from './agreement';
import { Consent } from './consent.entity';
import { whyNotAdd } from './household.rules';
import type { AgeBand } from './person';
import { Profile } from './profile.entity';

export interface PersonFacts {
  name: string;
  siteId: string;
  ageBand: AgeBand;
}

/** The people of an account: relatives, and the children it brings along. */
@Injectable()
export class Profiles {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** @throws RuleViolation `too_many_profiles` */
  async add(actor: Actor, kind: 'family' | 'child', person: PersonFacts): Promise<void> {
    const { accountId } = actor;
    const id = newId();
    const at = this.clock.now();
    await this.database.write(async (tx) => {
      await this.lockAccount(tx, accountId);
      const full = whyNotAdd(await tx.countBy(Profile, { accountId }));
      if (full) throw new RuleViolation('too_many_profiles', full);
      await tx.insert(Profile, { ...person, id, accountId, kind, createdAt: at });
      await this.give(tx, id, 'privacy', at);
      await this.audit.record(tx, [line('profile.create', actor, id)]);
    });
  }

  async update(actor: Actor, profileId: string, person: PersonFacts): Promise<void> {
    await this.database.write(async (tx) => {
      await tx.update(Profile, { id: profileId, accountId: actor.accountId }, person);
      await this.audit.record(tx, [line('profile.update', actor, profileId)]);
    });
  }

  /** Gives the consent to photographs or takes it back; saying the same twice changes nothing. */
  async setPhotoConsent(actor: Actor, profileId: string, given: boolean): Promise<void> {
    await this.database.write(async (tx) => {
      const at = this.clock.now();
      const live = { profileId, kind: 'photo' as const, withdrawnAt: IsNull() };
      if ((await tx.existsBy(Consent, live)) === given) return;
      if (given) await this.give(tx, profileId, 'photo', at);
      else await tx.update(Consent, live, { withdrawnAt: at });
      const action = given ? 'consent.give' : 'consent.withdraw';
      await this.audit.record(tx, [line(action, actor, profileId)]);
    });
  }

  private async give(tx: EntityManager, profileId: string, kind: Consent['kind'], givenAt: Date) {
    await tx.insert(Consent, agreement(profileId, kind, 'online', givenAt));
  }

  /** So that two tabs at once do not go past the limit; SQLite writes one at a time anyway. */
  private async lockAccount(tx: EntityManager, id: string): Promise<void> {
    if (!this.database.postgres) return;
    await tx.findOneOrFail(Account, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }
}

const line = (action: string, actor: Actor, profileId: string) => ({
  action,
  actorId: actor.accountId,
  subject: 'profile',
  subjectId: profileId,
});
