import { isoWithOffset } from '../../src/shared/kernel/shanghai';
import {
  daysOf,
  holds,
  periodOf,
  seasonBetween,
  seenBy,
  sharingDays,
  termOf,
  whyKept,
  whyNoTerm,
} from '../../src/terms/term.rules';

const term = (name: string, firstDay: string, lastDay: string) => ({
  ...{ id: name, name },
  ...periodOf({ firstDay, lastDay }),
});

describe('the season of a date', () => {
  it.each([
    ['2026-12-02', '2026 冬季', '2026-12-01', '2027-03-01'],
    ['2027-02-28', '2026 冬季', '2026-12-01', '2027-03-01'],
    ['2027-03-01', '2027 春季', '2027-03-01', '2027-06-01'],
    ['2026-08-31', '2026 夏夜', '2026-06-01', '2026-09-01'],
    ['2026-11-30', '2026 秋季', '2026-09-01', '2026-12-01'],
  ])('puts %s into %s', (date, name, from, to) => {
    const season = termOf(date);
    expect(season.name).toBe(name);
    expect(isoWithOffset(season.startsAt)).toBe(`${from}T00:00:00+08:00`);
    expect(isoWithOffset(season.endsAt)).toBe(`${to}T00:00:00+08:00`);
  });

  it.each([
    ['2026-12-05', '2026-12-01', '2026-12-19'],
    ['2027-02-10', '2027-02-06', '2027-02-28'],
    ['2027-04-10', '2027-03-01', '2027-05-31'],
  ])('is cut where it would run into a term: of %s', (date, firstDay, lastDay) => {
    const opened = [
      term('寒假', '2026-12-20', '2027-02-05'),
      term('秋', '2026-10-01', '2026-11-30'),
    ];
    expect(daysOf(seasonBetween(date, opened))).toEqual({ firstDay, lastDay });
  });

  it('takes a name of its own', () => {
    const opened = [term('2026 冬季', '2026-12-01', '2027-02-05')];
    expect(seasonBetween('2027-02-10', opened).name).toBe('2026 冬季（2）');
    opened.push(term('2026 冬季（2）', '2027-02-20', '2027-02-28'));
    expect(seasonBetween('2027-02-10', opened).name).toBe('2026 冬季（3）');
  });
});

it('holds its first and its last day', () => {
  const winter = term('冬', '2026-12-01', '2027-02-05');
  const days = ['2026-11-30', '2026-12-01', '2027-02-05', '2027-02-06'];
  expect(days.map((date) => holds(winter, date))).toEqual([false, true, true, false]);
});

it('shares days with a neighbour by one day, and not by touching it', () => {
  const [a, b] = [term('a', '2026-12-01', '2026-12-20'), term('b', '2026-12-21', '2026-12-31')];
  expect(sharingDays([a, b], 'a')).toBeNull();
  const own = { termId: 'a', ...periodOf({ firstDay: '2026-12-01', lastDay: '2026-12-21' }) };
  expect(sharingDays(seenBy([a, b], [own]), 'b')?.map(({ name }) => name)).toEqual(['b', 'a']);
  expect(sharingDays([a, b], 'gone')).toBeNull();
});

it.each([
  ['2026-12-01', '2026-12-01', null],
  ['2026-12-02', '2026-12-01', '最后一天不能早于第一天'],
  ['2026-01-01', '2027-01-01', null],
  ['2026-01-01', '2027-01-02', '一个学期最多 366 天，请核对年份'],
])('may last from %s to %s: %s', (firstDay, lastDay, why) => {
  expect(whyNoTerm({ firstDay, lastDay })).toBe(why);
});

describe('classes keep their days', () => {
  const before = { firstDay: '2026-12-01', lastDay: '2027-02-28' };
  const used = { classes: 3, firstDay: '2026-12-07', lastDay: '2027-01-31' };
  it.each([
    [used, '2026-12-07', '2027-01-31', null],
    [used, '2026-12-08', '2027-02-28', 'firstDay'],
    [used, '2026-12-01', '2027-01-30', 'lastDay'],
    [null, '2026-12-20', '2026-12-21', null],
    // evenings outside the term bind nobody, and what is inside stays
    [{ ...used, lastDay: '2027-03-15' }, '2026-12-01', '2027-02-28', null],
    [{ ...used, lastDay: '2027-03-15' }, '2026-12-01', '2027-02-27', 'lastDay'],
    [{ ...used, firstDay: '2026-11-15' }, '2026-12-02', '2027-02-28', 'firstDay'],
  ])('%j from %s to %s: %s', (days, firstDay, lastDay, field) => {
    expect(whyKept(before, { firstDay, lastDay }, days)?.field ?? null).toBe(field);
  });
});
