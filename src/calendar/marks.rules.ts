import { getLunarDate } from 'chinese-days';
import { addDays } from '../shared/kernel/shanghai';
import { FestivalName, lunarFestivals, MarkKind } from './mark-kinds';

/** When a rule marks a day. */
export type Recurrence =
  | { every: 'once'; date: string; lastDate?: string }
  /** `MM-DD`; a last day before the first one runs over New Year. */
  | { every: 'year'; day: string; lastDay?: string }
  | { every: 'festival'; festival: FestivalName }
  /** 逢三逢八: the last digits of the day of the lunar month. */
  | { every: 'market'; digits: readonly number[] };

export interface MarkRule {
  kind: MarkKind;
  name: string;
  recurrence: Recurrence;
  /** What says so: a law, a notice, the school itself. */
  source: string;
  /** False while the State Council's notice for that year is awaited. */
  confirmed: boolean;
}

export interface Mark {
  kind: MarkKind;
  name: string;
  /** A Chinese sentence: why the day is marked, and who says so. */
  why: string;
}

/** Why a day is marked; nothing on most days. */
export type Calendar = (date: string) => readonly Mark[];

export const calendarOf =
  (rules: readonly MarkRule[]): Calendar =>
  (date) =>
    rules
      .filter((rule) => reaches(rule.recurrence, date))
      .map((rule) => ({ kind: rule.kind, name: rule.name, why: why(rule, date) }));

/** The marks of each marked day from one date to another, both included. */
export function marksBetween(
  rules: readonly MarkRule[],
  from: string,
  to: string,
): Map<string, readonly Mark[]> {
  const calendar = calendarOf(rules);
  const marked = new Map<string, readonly Mark[]>();
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const marks = calendar(date);
    if (marks.length > 0) marked.set(date, marks);
  }
  return marked;
}

/** Why no class is held: the school is closed, or a holiday that was not made a workday. */
export function closing(marks: readonly Mark[]): Mark | undefined {
  const worked = marks.some(({ kind }) => kind === 'workday');
  return marks.find(({ kind }) => kind === 'closed' || (kind === 'holiday' && !worked));
}

function reaches(recurrence: Recurrence, date: string): boolean {
  switch (recurrence.every) {
    case 'once':
      return date >= recurrence.date && date <= (recurrence.lastDate ?? recurrence.date);
    case 'year':
      return withinYear(date.slice(5), recurrence.day, recurrence.lastDay ?? recurrence.day);
    case 'festival':
      return isFestival(recurrence.festival, date);
    case 'market':
      return recurrence.digits.includes(getLunarDate(date).lunarDay % 10);
  }
}

const withinYear = (day: string, first: string, last: string): boolean =>
  first <= last ? day >= first && day <= last : day >= first || day <= last;

function isFestival(festival: FestivalName, date: string): boolean {
  if (festival === '清明') return date === pureBrightness(Number(date.slice(0, 4)));
  const { lunarMon, lunarDay, isLeap } = getLunarDate(date);
  const [month, day] = lunarFestivals[festival];
  // A leap month repeats its number; the festival is kept in the first of the two.
  return !isLeap && lunarMon === month && lunarDay === day;
}

function why({ recurrence, name, source, confirmed }: MarkRule, date: string): string {
  const lunar = recurrence.every === 'market' || recurrence.every === 'festival';
  const day = lunar && name !== '清明' ? `，农历${lunarText(date)}` : '';
  return `${name}${day}。${confirmed ? `依据：${source}` : `待国务院通知；依据：${source}`}`;
}

function lunarText(date: string): string {
  const { lunarMonCN, lunarDayCN } = getLunarDate(date);
  return `${lunarMonCN}${lunarDayCN}`;
}

/**
 * 清明 by the usual formula for 2000–2099. Not by chinese-days, whose solar terms fall a day early
 * where the process runs west of Greenwich.
 */
function pureBrightness(year: number): string {
  const y = year - 2000;
  return `${year}-04-0${Math.floor(y * 0.2422 + 4.81) - Math.floor(y / 4)}`;
}
