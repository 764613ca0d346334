import { dateOf, dayText, momentText } from '../shared/kernel/shanghai';
import type { MarkKind } from './standing-mark.entity';
import type { MarkRow } from './standing.queries';

export const markKindNames: Record<MarkKind, string> = {
  no_show: '未到',
  late_withdrawal: '临时退课',
};

/** The last day on which a mark counts: a term ends with midnight. */
export const lastDayText = (expiresAt: Date, now: Date): string =>
  dayText(dateOf(new Date(expiresAt.getTime() - 1)), dateOf(now));

/** What happened, in a sentence: 11月20日 周五 19:00 的课，报了名没有来. */
export function whatHappened(row: Pick<MarkRow, 'kind' | 'startsAt' | 'at'>, now: Date): string {
  const evening = momentText(row.startsAt, now);
  return row.kind === 'no_show'
    ? `${evening} 的课，报了名没有来`
    : `${evening} 开课，${momentText(row.at, now)} 退的课，不到 24 小时`;
}
