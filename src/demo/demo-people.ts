import { AgeBand, CONSENT_VERSION } from '../identity/person';
import { newId } from '../shared/kernel/ids';
import type { Ids, Rows } from './rows';
import { LearnerSeed, readSeed, StaffSeed } from './seed-files';

export interface DemoLearner {
  accountId: string;
  profileId: string;
  ageBand: AgeBand;
  phone: string;
}

/** The learner of the one-tap sign-in. */
export const DEMO_LEARNER_PHONE = '19000000001';

type Seeded = (LearnerSeed | StaffSeed) & { accountId: string; profileId: string };

/** Accounts, profiles, consents and roles. */
export function demoPeople(ids: Ids, now: Date, passwordHash: string) {
  const { learners, staff } = readSeed('people');
  const everyone: Seeded[] = [...staff, ...learners].map((person) => ({
    ...person,
    accountId: newId(),
    profileId: newId(),
  }));
  const tables: [string, Rows][] = [
    ['account', everyone.map((one) => accountRow(one, now, passwordHash))],
    ['profile', everyone.map((one) => profileRow(one, ids, now))],
    ['consent', everyone.map((one) => consentRow(one, now))],
    ['role_grant', everyone.flatMap((one) => grantRows(one, ids, now))],
  ];
  const sits = (one: Seeded) => !('account' in one) || one.account === 'learner';
  const people: DemoLearner[] = everyone.filter(sits);
  const staffIds = new Map(everyone.map(({ phone, accountId }) => [phone, accountId]));
  const clerk = everyone.find((one) => 'account' in one && one.account === 'clerk')!;
  return { tables, learners: people, clerkId: clerk.accountId, staffIds };
}

const accountRow = (one: Seeded, now: Date, passwordHash: string) => ({
  id: one.accountId,
  phone: one.phone,
  password_hash: 'account' in one ? passwordHash : null,
  email: null,
  created_at: now,
});

const profileRow = (one: Seeded, ids: Ids, now: Date) => ({
  id: one.profileId,
  account_id: one.accountId,
  kind: 'self',
  name: one.name,
  site_id: ids.of(`site ${one.site}`),
  age_band: one.ageBand,
  created_at: now,
});

const consentRow = (one: Seeded, now: Date) => ({
  id: newId(),
  profile_id: one.profileId,
  kind: 'privacy',
  version: CONSENT_VERSION,
  channel: 'online',
  given_at: now,
});

function grantRows(one: Seeded, ids: Ids, now: Date): Rows {
  if (!('role' in one) || !one.role) return [];
  const { accountId, role, site } = one;
  const siteId = ids.of(`site ${site}`);
  return [{ id: newId(), account_id: accountId, role, site_id: siteId, granted_at: now }];
}
