import { accountAgeBands, CONSENT_VERSION } from '../identity/person';
import { newId } from '../shared/kernel/ids';
import type { Rows } from './rows';

/** The numbers of a load world; none of them is a number of the demo county. */
export const FIRST_PHONE = 19_010_000_000;
export const MOST_LEARNERS = 1_000_000;

export interface LoadLearner {
  accountId: string;
  profileId: string;
}

const FAMILY = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const GIVEN = [...'秀英兰芳桂花建国志强丽娟海燕春梅文斌晓红玉珍'];

/** The learners from number `first` on, each with an account, a profile and an agreement. */
export function loadPeople(first: number, count: number, siteIds: readonly string[], now: Date) {
  const learners: LoadLearner[] = Array.from({ length: count }, () => ({
    accountId: newId(),
    profileId: newId(),
  }));
  const tables: [table: string, rows: Rows][] = [
    ['account', learners.map((one, i) => accountRow(one, first + i, now))],
    ['profile', learners.map((one, i) => profileRow(one, first + i, siteIds, now))],
    ['consent', learners.map((one) => consentRow(one, now))],
  ];
  return { learners, tables };
}

/** Without a password: a load world opens no door. */
const accountRow = (one: LoadLearner, number: number, now: Date) => ({
  id: one.accountId,
  phone: String(FIRST_PHONE + number),
  created_at: now,
});

const profileRow = (one: LoadLearner, number: number, siteIds: readonly string[], now: Date) => ({
  id: one.profileId,
  account_id: one.accountId,
  kind: 'self',
  name: nameOf(number),
  site_id: siteIds[number % siteIds.length],
  age_band: accountAgeBands[number % accountAgeBands.length],
  created_at: now,
});

const nameOf = (number: number): string => {
  const turn = Math.floor(number / FAMILY.length);
  const second = GIVEN[turn % GIVEN.length]!;
  const third = GIVEN[Math.floor(turn / GIVEN.length) % GIVEN.length]!;
  return `${FAMILY[number % FAMILY.length]!}${second}${third}`;
};

const consentRow = (one: LoadLearner, now: Date) => ({
  id: newId(),
  profile_id: one.profileId,
  kind: 'privacy',
  version: CONSENT_VERSION,
  channel: 'online',
  given_at: now,
});
