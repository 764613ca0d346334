import { conflictOf, datesOfWeek, freeSlots, weekNumber } from '../../src/timetable/week.rules';
import { instantOf } from '../../src/shared/kernel/shanghai';

const DATE = '2026-11-25';
const busy = (from: string, to: string) => ({
  startsAt: instantOf(DATE, from),
  endsAt: instantOf(DATE, to),
});

describe('a week', () => {
  it('runs from Monday to Sunday, also across a new year', () => {
    expect(datesOfWeek('2026-12-31')).toEqual(
      ['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31'].concat([
        '2027-01-01',
        '2027-01-02',
        '2027-01-03',
      ]),
    );
  });

  it.each([
    ['2026-11-25', 48],
    ['2026-12-31', 53],
    ['2027-01-03', 53],
    ['2027-01-04', 1],
    ['2024-12-30', 1],
    ['2026-01-01', 1],
    ['2023-01-01', 52],
  ])('has the number of ISO 8601: %s is in week %i', (date, number) => {
    expect(weekNumber(date)).toBe(number);
  });
});

describe('what is free of an evening', () => {
  const offered = (...taken: [string, string][]) =>
    freeSlots(
      DATE,
      taken.map(([from, to]) => busy(from, to)),
    ).map(({ slot }) => slot);

  it('is the usual slot when nothing stands there', () => {
    expect(offered()).toEqual(['19:00-20:30']);
  });

  it('is one slot before and one after what stands there', () => {
    expect(offered(['18:00', '19:30'])).toEqual(['19:30-21:00']);
    expect(offered(['19:30', '21:00'])).toEqual(['18:00-19:30']);
    expect(offered(['16:00', '18:00'], ['21:00', '22:00'])).toEqual(['19:00-20:30']);
  });

  it('is nothing when every slot touches what stands there', () => {
    expect(offered(['19:00', '20:30'])).toEqual([]);
    expect(offered(['18:00', '19:30'], ['19:30', '21:00'])).toEqual([]);
  });
});

describe('a conflict', () => {
  const evening = { seated: 20, seats: 20, isRoomOpen: true, closed: null };
  it.each([
    [evening, null],
    [{ ...evening, seated: 21 }, '已报 21 人，只有 20 座'],
    [{ ...evening, isRoomOpen: false }, '教室已停用'],
    [{ ...evening, closed: '元旦' }, '元旦，这天不开课'],
  ])('is told in words: %j is %s', (given, words) => {
    expect(conflictOf(given)).toBe(words);
  });
});
