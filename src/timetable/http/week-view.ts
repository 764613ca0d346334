import { categories } from '../../curriculum/categories';
import { dateOf, mondayOf, weekdayOf, weekdays } from '../../shared/kernel/shanghai';
import type { WeekView } from '../timetable.paths';
import { askedMonday } from '../week.rules';
import type { WeekEvening } from '../week.queries';

export type AskedWeek = WeekView & Required<Pick<WeekView, 'week' | 'day'>>;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 64) : undefined;

/** Reads an address; a value that makes no sense counts as not given: this week, this evening. */
export function readWeek(query: Readonly<Record<string, unknown>>, now: Date): AskedWeek {
  const today = dateOf(now);
  const week = askedMonday(query['week'], now);
  const usual = week === mondayOf(today) ? weekdayOf(today) : 1;
  return {
    week,
    day: weekdays.find((day) => String(day) === query['day']) ?? usual,
    room: textOf(query['room']),
    teacher: textOf(query['teacher']),
    category: categories.find((one) => one === query['category']),
    moving: textOf(query['moving']),
  };
}

/** Whether an evening is among those asked for; rooms are chosen as rows of the sheet. */
export const isAskedFor = (evening: WeekEvening, { teacher, category }: WeekView): boolean =>
  (teacher === undefined || evening.teacherName === teacher) &&
  (category === undefined || evening.category === category);
