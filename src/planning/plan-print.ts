import { sha256 } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import type { PlannedRow } from './plans.queries';

/** Enough to tell the classes of one plan apart. */
const LENGTH = 10;

/** A class of a plan with all that its page shows of it, in a few signs. */
const printOf = (row: PlannedRow): string => sha256(JSON.stringify(row)).slice(0, LENGTH);

/** A timetable as its button carries it along: so that only what was looked at becomes classes. */
export const planPrint = (rows: readonly PlannedRow[]): string => rows.map(printOf).join('-');

/** The ids of the classes that are not what a button of the plan had been shown with. */
export function changedSince(rows: readonly PlannedRow[], seen: string): Set<string> {
  const shown = new Set(seen.split('-'));
  return new Set(rows.filter((row) => !shown.has(printOf(row))).map(({ id }) => id));
}

/** @throws RuleViolation when the timetable is not the one that was shown */
export function requireShown(rows: readonly PlannedRow[], seen: string): void {
  if (planPrint(rows) === seen) return;
  const [changed, before] = [changedSince(rows, seen).size, seen.split('-').length];
  const count = before === rows.length ? '' : `原来 ${before} 个班，现在 ${rows.length} 个。`;
  const marked = changed > 0 ? `${changed} 个班是新加的或改过的，标着“刚改过”。` : '';
  throw new RuleViolation(
    'overtaken',
    `您打开以后，有人改过这份排课。${count}${marked}下面是现在的课表，请核对后再生成`,
    'seen',
  );
}
