import {
  ClassFacts,
  HeldPlace,
  PersonFacts,
  placeFor,
  whyNotEnroll,
} from '../../src/enrollment/enrollment.rules';
import { enrollmentTransitions } from '../../src/enrollment/enrollment.states';
import { nightClassTransitions } from '../../src/scheduling/night-class.states';
import { unreachable } from '../../src/shared/kernel/transitions';

const now = new Date('2026-11-24T11:00:00Z');
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);
const evening = (n: number) => ({ startsAt: hours(n), endsAt: hours(n + 1.5) });

const nightClass = (more: Partial<ClassFacts> = {}): ClassFacts => ({
  id: 'c',
  title: '楷书',
  state: 'open',
  opensAt: hours(-1),
  startsAt: hours(72),
  termId: 't',
  tier: 'advanced',
  trackId: 'brush',
  sessionCount: 8,
  asksPrerequisite: false,
  drawId: null,
  toDraw: false,
  capacity: 10,
  taken: 0,
  deskTaken: 0,
  deskQuota: 2,
  waiting: 0,
  sessions: [evening(72)],
  ...more,
});
const person = (more: Partial<PersonFacts> = {}): PersonFacts => ({
  ageBand: 'a36_59',
  consented: true,
  noShows: [],
  places: [],
  ...more,
});
const place = (more: Partial<HeldPlace> = {}): HeldPlace => ({
  classId: 'other',
  title: '手机摄影',
  live: true,
  applied: false,
  drawId: null,
  completed: false,
  termId: 't',
  tier: 'advanced',
  trackId: null,
  sessionCount: 6,
  sessions: [evening(200)],
  ...more,
});
const codes = (c: ClassFacts, p: PersonFacts, channel: 'online' | 'desk' = 'online') =>
  whyNotEnroll(c, p, now, channel).map((reason) => reason.code);

it.each([
  ['nothing stands against it', nightClass(), person(), []],
  ['before the window', nightClass({ state: 'published' }), person(), ['not_open']],
  ['after the window', nightClass({ state: 'closed' }), person(), ['closed']],
  ['cancelled', nightClass({ state: 'cancelled' }), person(), ['class_cancelled']],
  ['no consent', nightClass(), person({ consented: false }), ['consent']],
  [
    'enrolled already',
    nightClass(),
    person({ places: [place({ classId: 'c' })] }),
    ['already_enrolled'],
  ],
  [
    'same evening',
    nightClass(),
    person({ places: [place({ sessions: [evening(71)] })] }),
    ['time_clash'],
  ],
  [
    'one ends as the other begins',
    nightClass(),
    person({ places: [place({ sessions: [evening(70.5)] })] }),
    [],
  ],
  [
    'two classes this term',
    nightClass(),
    person({ places: [place(), place({ classId: 'x' })] }),
    ['term_limit'],
  ],
  [
    'two classes, one of another term',
    nightClass(),
    person({ places: [place(), place({ termId: 'u' })] }),
    [],
  ],
  [
    'a single evening knows no limit',
    nightClass({ sessionCount: 1 }),
    person({ places: [place(), place({ classId: 'x' })] }),
    [],
  ],
  ['the tier below is missing', nightClass({ asksPrerequisite: true }), person(), ['prerequisite']],
  [
    'the tier below is done',
    nightClass({ asksPrerequisite: true }),
    person({
      places: [place({ live: false, completed: true, tier: 'experience', trackId: 'brush' })],
    }),
    [],
  ],
])('%s', (_, c, p, expected) => expect(codes(c, p)).toEqual(expected));

const noShow = (daysAgo: number) => ({
  termId: 't',
  at: hours(-24 * daysAgo),
  expiresAt: hours(24 * 60),
});

it('stands back for a pause and says until when and where to appeal', () => {
  const paused = person({ noShows: [noShow(20), noShow(12), noShow(2)] });
  expect(codes(nightClass(), paused)).toEqual(['standing_paused']);
  expect(codes(nightClass({ sessionCount: 1 }), paused, 'desk')).toEqual(['standing_paused']);
  const [reason] = whyNotEnroll(nightClass(), paused, now);
  expect(reason!.message).toContain('报名暂停到 12月22日 周二 19:00');
  expect(reason!.message).toContain('可以在“我的信用提醒”里申诉');
  expect(codes(nightClass(), person({ noShows: [noShow(20), noShow(2)] }))).toEqual([]);
});

it('lets the desk enrol after the online window', () =>
  expect(codes(nightClass({ state: 'closed' }), person(), 'desk')).toEqual([]));

it('holds the desk share until a day before', () => {
  expect(placeFor(nightClass({ taken: 8 }), 'online', now)).toBe('waitlisted');
  expect(placeFor(nightClass({ taken: 8 }), 'desk', now)).toBe('enrolled');
  expect(placeFor(nightClass({ taken: 8, startsAt: hours(23) }), 'online', now)).toBe('enrolled');
});

it('gives a freed seat to the queue, not to a newcomer', () => {
  expect(placeFor(nightClass({ deskQuota: 0, waiting: 1 }), 'online', now)).toBe('waitlisted');
  expect(placeFor(nightClass({ deskQuota: 0, waiting: 1 }), 'desk', now)).toBe('waitlisted');
});

it('has no state that nothing leads to', () => {
  expect(unreachable(enrollmentTransitions, ['applied', 'enrolled', 'waitlisted'])).toEqual([]);
  expect(unreachable(nightClassTransitions, ['draft'])).toEqual([]);
});

describe('a class whose draw is still to be held', () => {
  const toDraw = (more: Partial<ClassFacts> = {}) =>
    nightClass({ drawId: 'd', toDraw: true, ...more });
  const wish = (i: number) =>
    place({ classId: `w${i}`, applied: true, drawId: 'd', sessions: [evening(72)] });

  it('takes entries, and gives the desk only the seats held for it', () => {
    expect(placeFor(toDraw(), 'online', now)).toBe('applied');
    expect(placeFor(toDraw(), 'desk', now)).toBe('enrolled');
    expect(placeFor(toDraw({ deskTaken: 2, taken: 2 }), 'desk', now)).toBe('applied');
  });

  it('lets one wish for classes that clash, of which one is drawn at most', () =>
    expect(codes(toDraw(), person({ places: [1, 2, 3, 4].map(wish) }))).toEqual([]));

  it('ends at five wishes', () =>
    expect(codes(toDraw(), person({ places: [1, 2, 3, 4, 5].map(wish) }))).toEqual(['term_limit']));

  it('takes nobody between the deadline and the draw, not even at the desk', () =>
    expect(codes(toDraw({ state: 'closed' }), person(), 'desk')).toEqual(['closed']));
});
