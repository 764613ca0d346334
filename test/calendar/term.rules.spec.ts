import { termOf } from '../../src/calendar/term.rules';
import { isoWithOffset } from '../../src/shared/kernel/shanghai';

describe('termOf', () => {
  it.each([
    ['2026-12-02', '2026 冬季', '2026-12-01', '2027-03-01'],
    ['2027-02-28', '2026 冬季', '2026-12-01', '2027-03-01'],
    ['2027-03-01', '2027 春季', '2027-03-01', '2027-06-01'],
    ['2026-08-31', '2026 夏夜', '2026-06-01', '2026-09-01'],
    ['2026-11-30', '2026 秋季', '2026-09-01', '2026-12-01'],
  ])('puts %s into %s', (date, name, from, to) => {
    const term = termOf(date);
    expect(term.name).toBe(name);
    expect(isoWithOffset(term.startsAt)).toBe(`${from}T00:00:00+08:00`);
    expect(isoWithOffset(term.endsAt)).toBe(`${to}T00:00:00+08:00`);
  });
});
