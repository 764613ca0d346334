import { dateOf, dayText, momentText } from '../../shared/kernel/shanghai';
import type { FormView } from '../../shared/web/bind';
import type { StateTag } from '../../shared/web/cards';
import { standingPaths } from '../standing.paths';
import type { MarkRow } from '../standing.queries';
import {
  inForce,
  LATE_WITHDRAWAL_MS,
  PAUSE_DAYS,
  PAUSING_NO_SHOWS,
  whyNoAppeal,
} from '../standing.rules';
import { lastDayText, markKindNames, whatHappened } from '../standing.words';

/** `standing/index`, with the pauses of everybody of the account. */
export function standingPage(
  rows: readonly MarkRow[],
  pauses: readonly { name: string; until: Date }[],
  now: Date,
) {
  const several = new Set(rows.map((row) => row.profileName)).size > 1;
  return {
    backHref: '/my',
    limit: PAUSING_NO_SHOWS,
    pauseDays: PAUSE_DAYS,
    lateHours: LATE_WITHDRAWAL_MS / 3_600_000,
    pauses: pauses.map(({ name, until }) => ({
      who: several ? `${name}的` : '',
      until: momentText(until, now),
    })),
    marks: rows.map((row) => ({ ...markView(row, now), name: several ? row.profileName : '' })),
  };
}

/** A mark as its owner reads it. */
const markView = (row: MarkRow, now: Date) => ({
  title: row.title,
  happened: whatHappened(row, now),
  kind: { kind: 'plain', text: markKindNames[row.kind] } satisfies StateTag,
  state: stateTag(row, now),
  lastDay: inForce(row, now) ? lastDayText(row.expiresAt, now) : '',
  ...appealView(row, now),
  waiting: row.appealedAt !== null && row.answeredAt === null,
  appealHref: whyNoAppeal(row, now) === null ? standingPaths.newAppeal(row.id) : '',
});

/** What was written on both sides. */
export const appealView = (row: MarkRow, now: Date) => ({
  appeal: row.appeal ?? '',
  appealed: row.appealedAt ? dayText(dateOf(row.appealedAt), dateOf(now)) : '',
  answer: row.answer ?? '',
  answered: row.answeredAt ? dayText(dateOf(row.answeredAt), dateOf(now)) : '',
  verdict: row.lifted ? '已采纳，这条提醒撤销了' : '维持，这条提醒保留到期',
});

function stateTag(row: MarkRow, now: Date): StateTag {
  if (row.lifted) return { kind: 'ok', text: '已撤销' };
  if (!inForce(row, now)) return { kind: 'plain', text: '已到期' };
  if (row.appealedAt && !row.answeredAt) return { kind: 'soon', text: '申诉等答复' };
  return { kind: 'few', text: '生效中' };
}

/** `standing/appeal-new` */
export const appealForm = (row: MarkRow, form: FormView, now: Date) => ({
  form,
  title: row.title,
  kindName: markKindNames[row.kind],
  happened: whatHappened(row, now),
  phone: row.schoolPhone,
  action: standingPaths.appeals(row.id),
  backHref: standingPaths.index(),
});
