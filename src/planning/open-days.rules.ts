import { closing } from '../calendar/marks.rules';
import { addDays, daysBetween, weekdayOf } from '../shared/kernel/shanghai';
import type { PlanWorld } from './plan-world';

/** The days on which a school can hold the classes of one weekday, counted from the plan's first. */
export interface OpenDays {
  days: number[];
  /** Those of them within a farming season. */
  farming: Set<number>;
}

const noDays = (): OpenDays => ({ days: [], farming: new Set() });

/** The open days of each school, Monday's first: found once for a whole plan. */
export function openDaysOf({ from, to, schools }: PlanWorld): Map<string, OpenDays[]> {
  const length = daysBetween(from, to) + 1;
  return new Map(
    schools.map(({ id, calendar }) => {
      const week = Array.from({ length: 7 }, noDays);
      for (let day = 0; day < length; day++) {
        const date = addDays(from, day);
        const marks = calendar(date);
        if (closing(marks)) continue;
        const its = week[weekdayOf(date) - 1]!;
        its.days.push(day);
        if (marks.some(({ kind }) => kind === 'farming')) its.farming.add(day);
      }
      return [id, week] as const;
    }),
  );
}
