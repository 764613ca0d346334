import { concerned } from '../../src/enrollment/rule-news.rules';
import { ruleSteps, stepsText } from '../../src/scheduling/rule-changes.rules';
import { instantOf } from '../../src/shared/kernel/shanghai';

const NOW = instantOf('2026-11-25', '10:20');
const before = {
  capacity: 12,
  minimum: 8,
  deskQuota: 2,
  closesAt: instantOf('2026-11-30', '21:00'),
  startsAt: instantOf('2026-12-02', '19:00'),
  teacherName: '沈墨',
};

it('names what changed, before and after, and nothing else', () => {
  const same = { ...before, closesAt: new Date(before.closesAt) };
  expect(ruleSteps(before, same)).toEqual([]);
  const closesAt = instantOf('2026-12-01', '21:00');
  const steps = ruleSteps(before, { ...before, capacity: 16, deskQuota: 0, closesAt });
  expect(steps).toEqual([
    { rule: 'capacity', before: 12, after: 16 },
    { rule: 'deskQuota', before: 2, after: 0 },
    { rule: 'closesAt', before: '2026-11-30T13:00:00.000Z', after: '2026-12-01T13:00:00.000Z' },
  ]);
  expect(stepsText(steps, NOW)).toBe(
    '名额 12 → 16、现场名额 2 → 0、报名截止 11月30日 周一 21:00 → 12月1日 周二 21:00',
  );
});

it('concerns those whose prospects it touches', () => {
  expect(concerned(['capacity', 'closesAt'])).toEqual(['waitlisted', 'applied']);
  expect(concerned(['minimum'])).toEqual(['enrolled', 'offered']);
  expect(concerned(['teacherName'])).toHaveLength(4);
  expect(concerned([])).toEqual([]);
});
