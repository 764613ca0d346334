import { overlap, Period } from '../shared/kernel/period';
import { addDays, dateOf, daysBetween, instantOf, shortDayText } from '../shared/kernel/shanghai';

export interface TermSpan extends Period {
  /** 2026 冬季. */
  name: string;
}

/** A term as people say it, both days included. */
export interface TermDays {
  firstDay: string;
  lastDay: string;
}

const SEASONS = ['冬季', '春季', '夏夜', '秋季'] as const;
/** Longer than this is a slip of the pen in the year. */
const MOST_DAYS = 366;

/** The season of a date: 3–5, 6–8, 9–11 or 12–2. */
export function termOf(date: string): TermSpan {
  const [year, month] = date.split('-').map(Number) as [number, number];
  const season = Math.floor((month % 12) / 3);
  const first = season === 0 && month < 12 ? year - 1 : year;
  const startMonth = season === 0 ? 12 : season * 3;
  return {
    name: `${first} ${SEASONS[season]!}`,
    startsAt: monthStart(first, startMonth),
    endsAt: monthStart(first, startMonth + 3),
  };
}

function monthStart(year: number, month: number): Date {
  const [y, m] = month > 12 ? [year + 1, month - 12] : [year, month];
  return instantOf(`${y}-${String(m).padStart(2, '0')}-01`);
}

export const periodOf = ({ firstDay, lastDay }: TermDays): Period => ({
  startsAt: instantOf(firstDay),
  endsAt: instantOf(addDays(lastDay, 1)),
});

export const daysOf = ({ startsAt, endsAt }: Period): TermDays => ({
  firstDay: dateOf(startsAt),
  lastDay: addDays(dateOf(endsAt), -1),
});

/** 12月1日至2027年2月28日 */
export function daysText(span: Period, today: string): string {
  const { firstDay, lastDay } = daysOf(span);
  return `${shortDayText(firstDay, today)}至${shortDayText(lastDay, firstDay)}`;
}

export const holds = ({ startsAt, endsAt }: Period, date: string): boolean =>
  startsAt <= instantOf(date) && instantOf(date) < endsAt;

/**
 * The season of a date that lies in none of these terms, cut where it would run into them, under a
 * name that none of them has.
 */
export function seasonBetween(date: string, terms: readonly TermSpan[]): TermSpan {
  const { name, startsAt, endsAt } = termOf(date);
  const at = instantOf(date);
  const before = terms.map((one) => one.endsAt).filter((end) => end <= at);
  const after = terms.map((one) => one.startsAt).filter((start) => start > at);
  const latest = Math.max(startsAt.getTime(), ...before.map(Number));
  const soonest = Math.min(endsAt.getTime(), ...after.map(Number));
  return {
    name: freeName(name, new Set(terms.map((one) => one.name))),
    startsAt: new Date(latest),
    endsAt: new Date(soonest),
  };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const tried = n === 1 ? name : `${name}（${n}）`;
    if (!taken.has(tried)) return tried;
  }
}

/** Terms as a school sees them: its own days stand before those of the county. */
export const seenBy = <T extends TermSpan & { id: string }>(
  terms: readonly T[],
  own: readonly (Period & { termId: string })[],
): T[] =>
  terms.map((term) => {
    const days = own.find(({ termId }) => termId === term.id);
    return days ? { ...term, startsAt: days.startsAt, endsAt: days.endsAt } : term;
  });

/** The other term that this one shares a day with, if any. */
export function sharingDays<T extends TermSpan & { id: string }>(
  terms: readonly T[],
  id: string,
): [T, T] | null {
  const one = terms.find((term) => term.id === id);
  const other = one && terms.find((term) => term.id !== id && overlap(term, one));
  return one && other ? [one, other] : null;
}

/** What is wrong with the days as such, beside the field that would put it right. */
export function whyNoTerm({ firstDay, lastDay }: TermDays): string | null {
  if (lastDay < firstDay) return '最后一天不能早于第一天';
  return daysBetween(firstDay, lastDay) < MOST_DAYS
    ? null
    : `一个学期最多 ${MOST_DAYS} 天，请核对年份`;
}

/** The classes of a term and the days from their first evening to their last. */
export interface UsedDays extends TermDays {
  classes: number;
}

/** Why a term may not have these days any more, or null: classes keep the days they lie on. */
export function whyKept(
  before: TermDays,
  after: TermDays,
  used: UsedDays | null,
): { field: 'firstDay' | 'lastDay'; message: string } | null {
  if (!used) return null;
  // evenings that ran past the term already bind nobody
  const first = used.firstDay > before.firstDay ? used.firstDay : before.firstDay;
  const last = used.lastDay < before.lastDay ? used.lastDay : before.lastDay;
  const what = `这个学期里有 ${used.classes} 个班`;
  if (after.firstDay > first)
    return {
      field: 'firstDay',
      message: `${what}，最早 ${first} 开课，第一天不能晚于这一天`,
    };
  return after.lastDay < last
    ? { field: 'lastDay', message: `${what}，要上到 ${last}，最后一天不能早于这一天` }
    : null;
}
