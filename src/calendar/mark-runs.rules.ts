import { addDays } from '../shared/kernel/shanghai';
import type { Mark } from './marks.rules';

/** Days one after the other that are marked alike. */
export interface MarkRun {
  from: string;
  to: string;
  mark: Mark;
}

/** Seven days of one holiday are one line of a list, in the order of their first days. */
export function runsOf(marked: ReadonlyMap<string, readonly Mark[]>): MarkRun[] {
  const runs: MarkRun[] = [];
  const open = new Map<string, MarkRun>();
  for (const [date, marks] of marked)
    for (const mark of marks) {
      const key = `${mark.kind} ${mark.why}`;
      const run = open.get(key);
      if (run && addDays(run.to, 1) >= date) run.to = date;
      else {
        const begun = { from: date, to: date, mark };
        runs.push(begun);
        open.set(key, begun);
      }
    }
  return runs;
}
