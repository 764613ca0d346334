import { planSeries } from '../../src/scheduling/series.rules';
import { isoWithOffset } from '../../src/shared/kernel/shanghai';

const plan = {
  startDate: '2026-12-28',
  weekday: 5,
  slotStart: '19:00',
  slotEnd: '20:30',
  count: 3,
  calendar: new Map([
    ['2027-01-01', { kind: 'holiday' as const, name: '元旦' }],
    ['2027-01-08', { kind: 'workday' as const, name: '元旦调休' }],
  ]),
};

describe('planSeries', () => {
  it('begins on the first such weekday and leaves out public holidays by name', () => {
    const { sessions, skipped } = planSeries(plan);
    expect(sessions.map((one) => one.date)).toEqual(['2027-01-08', '2027-01-15', '2027-01-22']);
    expect(skipped).toEqual([{ date: '2027-01-01', name: '元旦' }]);
  });

  it('keeps the first day when it is the right weekday', () => {
    const { sessions } = planSeries({ ...plan, startDate: '2026-12-04', count: 1 });
    expect(sessions.map((one) => isoWithOffset(one.startsAt))).toEqual([
      '2026-12-04T19:00:00+08:00',
    ]);
  });

  it('ends although every day were a holiday', () => {
    const calendar = { get: () => ({ kind: 'holiday', name: '假' }) } as never;
    expect(planSeries({ ...plan, calendar }).sessions).toEqual([]);
  });
});
