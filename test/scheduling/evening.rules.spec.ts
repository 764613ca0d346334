import { whyNotHeld } from '../../src/scheduling/evening.rules';
import { instantOf } from '../../src/shared/kernel/shanghai';

const evening = {
  ...{ now: instantOf('2026-11-25', '10:00'), title: '书法体验', seats: 20, closesAt: '21:30' },
  ...{ room: { name: '教室', capacity: 30, isOpen: true }, holiday: null },
};
const against = (date: string, from: string, to: string, more = {}) =>
  whyNotHeld({
    ...{ ...evening, startsAt: instantOf(date, from), endsAt: instantOf(date, to) },
    ...more,
  }).map(({ code }) => code);

it.each([
  ['2026-11-26', '19:00', '20:30', []],
  ['2026-11-26', '06:00', '10:00', []],
  ['2026-11-26', '19:00', '19:20', []],
  ['2026-11-26', '18:00', '18:01', ['length']],
  ['2026-11-26', '14:00', '18:01', ['length']],
  ['2026-11-26', '02:00', '03:00', ['early']],
  ['2026-11-26', '20:30', '19:00', ['times']],
  ['2026-11-26', '20:30', '21:31', ['closing']],
  ['2026-11-25', '09:00', '10:30', ['past']],
  ['2027-12-30', '19:00', '20:30', []],
  ['2036-12-03', '19:00', '20:30', ['far']],
])('%s %s–%s: %j', (date, from, to, codes) => {
  expect(against(date, from, to)).toEqual(codes);
});

it('sends children to bed, and looks at the room and the day', () => {
  const at = ['2026-11-26', '19:00', '20:30'] as const;
  expect(against(...at, { title: '亲子烘焙' })).toEqual(['family']);
  expect(against(...at, { holiday: '元旦' })).toEqual(['holiday']);
  expect(against(...at, { seats: 31 })).toEqual(['capacity']);
  expect(against(...at, { room: { name: '教室', capacity: 30, isOpen: false } })).toEqual(['room']);
});
