import { getLunarDate } from 'chinese-days';
import { addDays } from '../shared/kernel/shanghai';

export type MarkKind =
  'holiday' | 'workday' | 'festival' | 'anniversary' | 'farming' | 'market' | 'closed';

/** Festivals a citizen expects, by lunar month and day; 清明 alone follows the sun. */
export const lunarFestivals = {
  春节: [1, 1],
  元宵: [1, 15],
  端午: [5, 5],
  七夕: [7, 7],
  中秋: [8, 15],
  重阳: [9, 9],
} as const;
export type FestivalName = keyof typeof lunarFestivals | '清明';

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

/** The marks of each marked day from one date to another, both included. */
export function marksBetween(
  rules: readonly MarkRule[],
  from: string,
  to: string,
): Map<string, Mark[]> {
  const marks = new Map<string, Mark[]>();
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const reached = rules.filter((rule) => reaches(rule.recurrence, date));
    if (reached.length > 0)
      marks.set(
        date,
        reached.map((rule) => ({ kind: rule.kind, name: rule.name, why: why(rule, date) })),
      );
  }
  return marks;
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
