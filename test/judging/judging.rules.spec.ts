import { instantOf } from '../../src/shared/kernel/shanghai';
import { Judged, needsJudgement } from '../../src/judging/judging.rules';

const judged = (more: Partial<Judged> = {}): Judged => ({
  ...{ state: 'published', startsAt: instantOf('2026-12-02', '19:00') },
  ...{ taken: 5, applied: 0, minimum: 8, goAheadAt: null },
  ...more,
});
const at = (date: string, time = '12:00') => instantOf(date, time);

it.each([
  ['2026-11-28', '23:59', false],
  ['2026-11-29', '00:00', true],
  ['2026-12-02', '18:59', true],
  ['2026-12-02', '19:00', false],
])('is due from three days before to the first evening: %s %s', (date, time, due) => {
  expect(needsJudgement(judged(), at(date, time))).toBe(due);
});

it.each<[string, Partial<Judged>, boolean]>([
  ['as many as are needed', { taken: 8 }, false],
  ['one too few', { taken: 7 }, true],
  ['enough with those who wait for a draw', { taken: 1, applied: 7 }, false],
  ['a draft', { state: 'draft' }, false],
  ['postponed already', { state: 'postponed' }, false],
  ['cancelled', { state: 'cancelled' }, false],
  ['decided', { goAheadAt: at('2026-11-30') }, false],
  ['decided for an earlier date that fell through', { goAheadAt: at('2026-11-20') }, true],
])('%s', (_, more, due) => {
  expect(needsJudgement(judged(more), at('2026-12-01'))).toBe(due);
});
