import {
  ClassFacts,
  getsSeat,
  HeldPlace,
  PersonFacts,
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
  places: [],
  ...more,
});
const place = (more: Partial<HeldPlace> = {}): HeldPlace => ({
  classId: 'other',
  title: '手机摄影',
  live: true,
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

it('lets the desk enrol after the online window', () =>
  expect(codes(nightClass({ state: 'closed' }), person(), 'desk')).toEqual([]));

it('holds the desk share until a day before', () => {
  expect(getsSeat(nightClass({ taken: 8 }), 'online', now)).toBe(false);
  expect(getsSeat(nightClass({ taken: 8 }), 'desk', now)).toBe(true);
  expect(getsSeat(nightClass({ taken: 8, startsAt: hours(23) }), 'online', now)).toBe(true);
});

it('gives a freed seat to the queue, not to a newcomer', () => {
  expect(getsSeat(nightClass({ deskQuota: 0, waiting: 1 }), 'online', now)).toBe(false);
  expect(getsSeat(nightClass({ deskQuota: 0, waiting: 1 }), 'desk', now)).toBe(false);
});

it('has no state that nothing leads to', () => {
  expect(unreachable(enrollmentTransitions, ['applied', 'enrolled', 'waitlisted'])).toEqual([]);
  expect(unreachable(nightClassTransitions, ['draft'])).toEqual([]);
});
