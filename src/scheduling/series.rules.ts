import { Calendar, closing } from '../calendar/marks.rules';
import { overlap, Period } from '../shared/kernel/period';
import { addDays, instantOf, weekdayOf } from '../shared/kernel/shanghai';

export interface SeriesPlan {
  /** The first day on which the class may begin, `YYYY-MM-DD`. */
  startDate: string;
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  slotStart: string;
  slotEnd: string;
  count: number;
  calendar: Calendar;
}

export interface PlannedSession {
  date: string;
  startsAt: Date;
  endsAt: Date;
}

export interface NamedDay {
  date: string;
  name: string;
}

export interface Series {
  sessions: PlannedSession[];
  /** Evenings left out because of a holiday or because the school is closed. */
  skipped: NamedDay[];
}

/** Days between the evenings of a class that its school wants to know of. */
export interface MetDays {
  closed: NamedDay[];
  /** Held as planned; the clerk may think again. */
  farming: NamedDay[];
}

/** A broken calendar must not make the search endless: two years of weeks. */
const MOST_WEEKS = 104;

/** The evenings of a weekly class from its first possible day on, without the days that are closed. */
export function planSeries(plan: SeriesPlan): Series {
  const series: Series = { sessions: [], skipped: [] };
  let date = firstOn(plan.startDate, plan.weekday);
  for (let week = 0; week < MOST_WEEKS && series.sessions.length < plan.count; week++) {
    const closed = closing(plan.calendar(date));
    if (closed) series.skipped.push({ date, name: closed.name });
    else series.sessions.push(sessionOn(date, plan.slotStart, plan.slotEnd));
    date = addDays(date, 7);
  }
  return series;
}

/** How far ahead a free series is looked for. */
const WEEKS_AHEAD = 26;

/** No series that is looked for from a day on reaches beyond this one. */
export const searchedUntil = (startDate: string): string =>
  addDays(startDate, 7 * (WEEKS_AHEAD + MOST_WEEKS));

/** The first series from its start date on that meets nothing that is booked; null in half a year. */
export function firstFreeSeries(plan: SeriesPlan, booked: readonly Period[]): Series | null {
  for (let week = 0; week < WEEKS_AHEAD; week++) {
    const series = planSeries({ ...plan, startDate: addDays(plan.startDate, 7 * week) });
    const isFree = series.sessions.every((one) => !booked.some((other) => overlap(one, other)));
    if (isFree && series.sessions.length === plan.count) return series;
  }
  return null;
}

const firstOn = (date: string, weekday: number): string =>
  addDays(date, (weekday - weekdayOf(date) + 7) % 7);

const sessionOn = (date: string, slotStart: string, slotEnd: string): PlannedSession => ({
  date,
  startsAt: instantOf(date, slotStart),
  endsAt: instantOf(date, slotEnd),
});
