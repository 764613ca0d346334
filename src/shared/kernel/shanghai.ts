/**
 * Dates and times as people in China read them. Instants are UTC; China has kept UTC+8 without
 * summer time since 1992, so a fixed offset is exact and far cheaper than Intl for every year this
 * product deals with.
 */
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const WEEKDAY_NAMES = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

const local = (instant: Date): Date => new Date(instant.getTime() + OFFSET_MS);
const midnightUtc = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** The calendar date `YYYY-MM-DD` at an instant. */
export const dateOf = (instant: Date): string => local(instant).toISOString().slice(0, 10);
/** The wall-clock time `19:00` at an instant. */
export const timeOf = (instant: Date): string => local(instant).toISOString().slice(11, 16);
/** The wall-clock time with seconds, `09:59:57`. */
export const clockText = (instant: Date): string => local(instant).toISOString().slice(11, 19);
/** The instant of a date `YYYY-MM-DD` and a time `HH:MM` (hours past 24 run into the next day). */
export function instantOf(date: string, time = '00:00'): Date {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return new Date(midnightUtc(date) - OFFSET_MS + (hours * 60 + minutes) * 60_000);
}
export const addDays = (date: string, days: number): string =>
  new Date(midnightUtc(date) + days * DAY_MS).toISOString().slice(0, 10);
export const daysBetween = (from: string, to: string): number =>
  Math.round((midnightUtc(to) - midnightUtc(from)) / DAY_MS);
/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (date: string): number => new Date(midnightUtc(date)).getUTCDay() || 7;
/** The Monday of the week that holds a date. */
export const mondayOf = (date: string): string => addDays(date, 1 - weekdayOf(date));

/** The days of a week, which begins on Monday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
/** 周三 for 3. */
export const weekdayText = (weekday: number): string => WEEKDAY_NAMES[weekday - 1] ?? '';
/** 12月2日, or 2027年1月6日 when the year is not that of `today`. */
export function shortDayText(date: string, today: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return `${date.slice(0, 4) === today.slice(0, 4) ? '' : `${year}年`}${month}月${day}日`;
}
/** 12月2日 周三. */
export const dayText = (date: string, today: string): string =>
  `${shortDayText(date, today)} ${weekdayText(weekdayOf(date))}`;
/** 19:00–20:30. */
export const timeRangeText = (from: Date, to: Date): string => `${timeOf(from)}–${timeOf(to)}`;
/** 11月30日 周一 21:00. */
export const momentText = (instant: Date, now: Date): string =>
  `${dayText(dateOf(instant), dateOf(now))} ${timeOf(instant)}`;
/** 今晚 19:00, 明晚 19:00, 今天 09:00 … or the full date when it is further away. */
/** 11月25日 10:00:00.412, for those who want to know exactly. */
export const preciseText = (instant: Date, now: Date): string =>
  `${shortDayText(dateOf(instant), dateOf(now))} ${local(instant).toISOString().slice(11, 23)}`;

export function nearMomentText(instant: Date, now: Date): string {
  const days = daysBetween(dateOf(now), dateOf(instant));
  const time = timeOf(instant);
  const evening = time >= '17:00';
  if (days === 0) return `${evening ? '今晚' : '今天'} ${time}`;
  if (days === 1) return `${evening ? '明晚' : '明天'} ${time}`;
  if (days === -1) return `昨天 ${time}`;
  return momentText(instant, now);
}
/** An instant for programs: ISO 8601 with offset, e.g. 2026-12-02T19:00:00+08:00. */
export const isoWithOffset = (instant: Date): string =>
  `${local(instant).toISOString().slice(0, 19)}+08:00`;
/** The value of an `<input type="datetime-local">`: 2026-12-01T09:00. */
export const inputMoment = (instant: Date): string => local(instant).toISOString().slice(0, 16);
/** The same value read back; null when it is no date and time. */
export function parseInputMoment(text: string): Date | null {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})$/.exec(text);
  return match && isDate(match[1]!) ? instantOf(match[1]!, match[2]) : null;
}
/** Whether a text is a real calendar date `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(at) &&
    new Date(at).toISOString().startsWith(text)
  );
}
