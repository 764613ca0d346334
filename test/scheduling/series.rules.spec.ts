import { calendarOf, MarkRule } from '../../src/calendar/marks.rules';
import { planSeries } from '../../src/scheduling/series.rules';
import { isoWithOffset } from '../../src/shared/kernel/shanghai';

const once = (kind: MarkRule['kind'], name: string, date: string): MarkRule => ({
  ...{ kind, name, source: '学校', confirmed: true },
  recurrence: { every: 'once', date },
});

const plan = {
  startDate: '2026-12-28',
  weekday: 5,
  slotStart: '19:00',
  slotEnd: '20:30',
  count: 3,
  calendar: calendarOf([
    once('holiday', '元旦', '2027-01-01'),
    once('workday', '元旦调休', '2027-01-08'),
    once('farming', '春耕', '2027-01-15'),
    once('closed', '电路检修', '2027-01-22'),
  ]),
};

describe('planSeries', () => {
  it('begins on the first such weekday and leaves out holidays and closed days by name', () => {
    const { sessions, skipped } = planSeries(plan);
    expect(sessions.map((one) => one.date)).toEqual(['2027-01-08', '2027-01-15', '2027-01-29']);
    expect(skipped).toEqual([
      { date: '2027-01-01', name: '元旦' },
      { date: '2027-01-22', name: '电路检修' },
    ]);
  });

  it('keeps the first day when it is the right weekday', () => {
    const { sessions } = planSeries({ ...plan, startDate: '2026-12-04', count: 1 });
    expect(sessions.map((one) => isoWithOffset(one.startsAt))).toEqual([
      '2026-12-04T19:00:00+08:00',
    ]);
  });

  it('ends although every day were a holiday', () => {
    const calendar = () => [{ kind: 'holiday' as const, name: '假', why: '' }];
    expect(planSeries({ ...plan, calendar }).sessions).toEqual([]);
  });
});
