import { dateOf, isDate, shortDayText } from '../shared/kernel/shanghai';
import { daysText, holds, seasonBetween } from './term.rules';
import type { TermRow } from './terms.queries';

/** More would not be read. */
const MOST_NAMED = 3;

/**
 * What the form of a class says of terms, the newest given first: which are open, and where a class
 * goes whose date lies in none of them.
 */
export function termsHint(terms: readonly TermRow[], date: string, now: Date): string {
  const today = dateOf(now);
  const ahead = terms.filter(({ endsAt }) => endsAt > now).slice(-MOST_NAMED);
  const named = ahead.map((one) => `${one.name} ${daysText(one, today)}`).reverse();
  const open = named.length > 0 ? `已开的学期：${named.join('，')}。` : '还没有开以后的学期。';
  if (!isDate(date) || terms.some((one) => holds(one, date))) return open;
  const county = terms.find(({ countySpan }) => countySpan && holds(countySpan, date));
  const name = county?.name ?? seasonBetween(date, terms).name;
  return `${open}${shortDayText(date, today)}不在其中，存下后算“${name}”的班。`;
}
