import {
  inForce,
  leavingSeat,
  NoShow,
  pausedUntil,
  whyNoAnswer,
  whyNoAppeal,
  whyNoNoShow,
  whyNoUndoing,
} from '../../src/standing/standing.rules';

const now = new Date('2026-11-24T11:00:00Z');
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);
const days = (n: number) => hours(24 * n);

describe('a pause', () => {
  const noShow = (at: number, more: Partial<NoShow> = {}): NoShow => ({
    termId: 't',
    at: days(at),
    expiresAt: days(60),
    ...more,
  });
  const noShows = (at: number[], more: Partial<NoShow> = {}) => at.map((n) => noShow(n, more));

  it.each<[string, NoShow[], Date | null]>([
    ['none', [], null],
    ['two', noShows([-9, -1]), null],
    ['three: 30 days from the third, in whatever order', noShows([-1, -9, -5]), days(29)],
    ['a fourth does not prolong it', noShows([-20, -15, -10, -1]), days(20)],
    ['over after 30 days', noShows([-40, -35, -30]), null],
    ['in the last hour', noShows([-40, -35, -29.5]), days(0.5)],
    ['not across terms', [...noShows([-9, -5]), noShow(-1, { termId: 'u' })], null],
    ['ends with the term', noShows([-9, -5, -1], { expiresAt: days(3) }), days(3)],
    [
      'the later of two',
      [...noShows([-9, -5, -1]), ...noShows([-9, -8, -7], { termId: 'u' })],
      days(29),
    ],
  ])('%s', (_, marks, until) => expect(pausedUntil(marks, now)).toEqual(until));
});

it.each([
  ['a day ahead', 'published', hours(24), 'free'],
  ['a minute less', 'published', hours(24 - 1 / 60), 'late'],
  ['a second before it begins', 'published', new Date(now.getTime() + 1_000), 'late'],
  ['as it begins', 'published', now, 'begun'],
  ['put off without a new date', 'postponed', hours(-3), 'free'],
] as const)('leaving a seat %s', (_, state, startsAt, expected) =>
  expect(leavingSeat({ state, startsAt }, now)).toBe(expected),
);

it.each([
  ['a single evening that has ended', {}, null],
  ['one of several', { sessionCount: 6 }, '连续上几节'],
  ['still going on', { endsAt: hours(0.1) }, '下课以后'],
  ['called off', { sessionState: 'cancelled' }, '没有上课'],
  ['of a class put off', { classState: 'postponed' }, '没有上课'],
  ['of a term that is over', { termEndsAt: now }, '已经结束'],
])('notes a no-show on an evening: %s', (_, more, why) => {
  const evening = {
    sessionCount: 1,
    classState: 'published',
    sessionState: 'scheduled',
    endsAt: now,
    termEndsAt: days(30),
    ...more,
  };
  const said = whyNoNoShow(evening, now);
  if (why === null) expect(said).toBeNull();
  else expect(said).toContain(why);
});

const mark = (more = {}) => ({
  accountId: 'learner',
  recordedAt: hours(-1),
  recordedBy: 'clerk',
  expiresAt: days(30),
  appealedAt: null,
  answeredAt: null,
  lifted: false,
  ...more,
});

it('can be appealed against once while it is in force', () => {
  expect(whyNoAppeal(mark(), now)).toBeNull();
  expect(whyNoAppeal(mark({ appealedAt: now }), now)).toContain('已经申诉过了');
  expect(whyNoAppeal(mark({ expiresAt: now }), now)).toContain('已经到期');
  expect(whyNoAppeal(mark({ lifted: true, appealedAt: now }), now)).toContain('已经撤销');
  expect([inForce(mark(), now), inForce(mark({ lifted: true }), now)]).toEqual([true, false]);
});

it('is answered once, by nobody whose own it is', () => {
  const appealed = mark({ appealedAt: now });
  expect(whyNoAnswer(appealed, 'principal')).toBeNull();
  expect(whyNoAnswer(mark(), 'principal')).toContain('没有申诉');
  expect(whyNoAnswer({ ...appealed, answeredAt: now }, 'principal')).toContain('答复过了');
  expect(whyNoAnswer(appealed, 'clerk')).toContain('是您记的');
  expect(whyNoAnswer(appealed, 'learner')).toContain('自己的申诉');
});

it('can be taken back on its day, as people in China count days', () => {
  const at = (text: string) => whyNoUndoing(mark({ recordedAt: new Date(text) }), now);
  expect(at('2026-11-23T16:00:00Z')).toBeNull();
  expect(at('2026-11-23T15:59:00Z')).toContain('当天');
  expect(whyNoUndoing(mark({ appealedAt: now }), now)).toContain('已经申诉');
});
