import { AgeBand, CONSENT_VERSION } from '../identity/person';
import { newId } from '../shared/kernel/ids';
import type { Ids, Rows } from './demo-county';
import { readSeed } from './seed-files';

export interface DemoLearner {
  accountId: string;
  profileId: string;
  ageBand: AgeBand;
  phone: string;
}

/** The learner of the one-tap sign-in. */
export const DEMO_LEARNER_PHONE = '19000000001';

/** Accounts, profiles, consents and roles. */
export function demoPeople(ids: Ids, now: Date, passwordHash: string) {
  const { learners, staff } = readSeed('people');
  const everyone = [...staff, ...learners].map((person) => ({
    ...person,
    accountId: newId(),
    profileId: newId(),
  }));
  const at = { created_at: now };
  const accounts = everyone.map((one) => ({
    id: one.accountId,
    phone: one.phone,
    password_hash: 'account' in one ? passwordHash : null,
    email: null,
    ...at,
  }));
  const profiles = everyone.map((one) => ({
    id: one.profileId,
    account_id: one.accountId,
    kind: 'self',
    name: one.name,
    site_id: ids.of(`site ${one.site}`),
    age_band: one.ageBand,
    ...at,
  }));
  const consents = everyone.map((one) => ({
    id: newId(),
    profile_id: one.profileId,
    kind: 'privacy',
    version: CONSENT_VERSION,
    channel: 'online',
    given_at: now,
  }));
  const grants = everyone.flatMap((one) =>
    'role' in one && one.role
      ? [
          {
            id: newId(),
            account_id: one.accountId,
            role: one.role,
            site_id: ids.of(`site ${one.site}`),
            granted_at: now,
          },
        ]
      : [],
  );
  const tables: [string, Rows][] = [
    ['account', accounts],
    ['profile', profiles],
    ['consent', consents],
    ['role_grant', grants],
  ];
  const isLearner = (one: (typeof everyone)[number]) =>
    !('account' in one) || one.account === 'learner';
  const people: DemoLearner[] = everyone.filter(isLearner);
  return { tables, learners: people };
}
