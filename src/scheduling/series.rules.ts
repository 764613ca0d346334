import { addDays, instantOf, weekdayOf } from '../shared/kernel/shanghai';

export interface CalendarEntry {
  kind: 'holiday' | 'workday';
  name: string;
}

export interface SeriesPlan {
  /** The first day on which the class may begin, `YYYY-MM-DD`. */
  startDate: string;
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  slotStart: string;
  slotEnd: string;
  count: number;
  calendar: ReadonlyMap<string, CalendarEntry>;
}

export interface PlannedSession {
  date: string;
  startsAt: Date;
  endsAt: Date;
}

export interface Series {
  sessions: PlannedSession[];
  /** Evenings left out because they are public holidays. */
  skipped: { date: string; name: string }[];
}

/** A broken calendar must not make the search endless: two years of weeks. */
const MOST_WEEKS = 104;

/** The evenings of a weekly class from its first possible day on, without public holidays. */
export function planSeries(plan: SeriesPlan): Series {
  const series: Series = { sessions: [], skipped: [] };
  let date = firstOn(plan.startDate, plan.weekday);
  for (let week = 0; week < MOST_WEEKS && series.sessions.length < plan.count; week++) {
    const day = plan.calendar.get(date);
    if (day?.kind === 'holiday') series.skipped.push({ date, name: day.name });
    else series.sessions.push(sessionOn(date, plan.slotStart, plan.slotEnd));
    date = addDays(date, 7);
  }
  return series;
}

/** The last day that a series of this length could reach, for loading the calendar. */
export const lastPossibleDay = (startDate: string): string => addDays(startDate, 7 * MOST_WEEKS);

const firstOn = (date: string, weekday: number): string =>
  addDays(date, (weekday - weekdayOf(date) + 7) % 7);

const sessionOn = (date: string, slotStart: string, slotEnd: string): PlannedSession => ({
  date,
  startsAt: instantOf(date, slotStart),
  endsAt: instantOf(date, slotEnd),
});
