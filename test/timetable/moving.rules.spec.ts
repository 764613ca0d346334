import { instantOf, timeOf } from '../../src/shared/kernel/shanghai';
import { Move, Place, targetsIn } from '../../src/timetable/moving.rules';

const DATE = '2026-11-26';
const period = (from: string, to: string, date = DATE) => ({
  startsAt: instantOf(date, from),
  endsAt: instantOf(date, to),
});

const move = (more: Partial<Move> = {}): Move => ({
  ...period('18:30', '20:00', '2026-11-25'),
  ...{ roomId: 'own', title: '书法体验', taken: 9, isCancelled: false, teaching: [] },
  ...{ closesAt: '21:30', now: instantOf('2026-11-25', '12:00') },
  ...more,
});
const place = (more: Partial<Place> = {}): Place => ({
  room: { id: 'other', name: '国学教室', capacity: 10, isOpen: true },
  ...{ date: DATE, holiday: null, busy: [] },
  ...more,
});
const told = (where: Place, what = move()) =>
  targetsIn(where, what).map((one) => one.why ?? `${timeOf(one.startsAt)}–${timeOf(one.endsAt)}`);

it('keeps the time and the length of an evening where nothing stands', () => {
  expect(told(place())).toEqual(['18:30–20:00']);
  expect(told(place(), move(period('18:30', '20:30', '2026-11-25')))).toEqual(['18:30–20:30']);
});

it('offers one beginning in each gap beside what stands there', () => {
  expect(told(place({ busy: [period('19:30', '21:00')] }))).toEqual(['18:00–19:30']);
  expect(told(place({ busy: [period('15:00', '17:00')] }))).toEqual(['18:30–20:00']);
  expect(told(place({ busy: [period('19:00', '20:30')] }))).toEqual([]);
});

it.each<[string, Partial<Place>, Partial<Move>, string]>([
  ['the past', { date: '2026-11-24' }, {}, '已经过了'],
  ['a holiday', { holiday: '元旦' }, {}, '元旦，不开课'],
  [
    'a closed room',
    { room: { id: 'other', name: '小间', capacity: 10, isOpen: false } },
    {},
    '停用',
  ],
  ['a small room', {}, { taken: 11 }, '只有 10 座，要坐 11 人'],
  ['a late hour', {}, { closesAt: '18:00' }, '18:00 闭馆'],
])('says once why it does not go into %s', (_, where, what, why) => {
  const busy = [period('15:00', '17:00', where.date ?? DATE)];
  expect(told(place({ busy, ...where }), move(what))).toEqual([why]);
});

it('says what its teacher does then, unless another hour of the gap is free', () => {
  const teaching = (from: string, to: string) => [{ ...period(from, to), title: '越剧启蒙' }];
  expect(told(place(), move({ teaching: teaching('18:30', '21:00') }))).toEqual([
    '老师 18:30 上“越剧启蒙”',
  ]);
  expect(told(place(), move({ teaching: teaching('17:00', '19:00') }))).toEqual(['19:00–20:30']);
});

it('does not offer the place it has, but another hour there, and its own when called off', () => {
  const own = place({
    date: '2026-11-25',
    room: { id: 'own', name: '教室', capacity: 10, isOpen: true },
  });
  expect(told(own)).toEqual(['19:00–20:30']);
  expect(told(own, move({ isCancelled: true }))).toEqual(['18:30–20:00']);
});

it('lets children go to bed', () => {
  const family = move({ title: '亲子水墨', ...period('19:00', '20:30', '2026-11-25') });
  expect(told(place(), family)).toEqual(['18:00–19:30']);
});
