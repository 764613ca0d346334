import { maskName } from '../../identity/person';
import { dateOf, momentText, shortDayText } from '../../shared/kernel/shanghai';
import type { FormView } from '../../shared/web/bind';
import type { StateTag } from '../../shared/web/cards';
import type { PageOptions } from '../../shared/web/page';
import type { Pager } from '../../shared/web/paging';
import { schoolDesk } from '../../sites/desk-frame';
import type { SchoolRow } from '../../sites/schools.queries';
import { standingPaths } from '../standing.paths';
import type { MarkRow } from '../standing.queries';
import { lastDayText, markKindNames, whatHappened } from '../standing.words';
import { appealView } from './standing.page';

export const verdicts = ['lift', 'keep'] as const;
export type Verdict = (typeof verdicts)[number];

const verdictNames: Record<Verdict, string> = {
  lift: '采纳，撤销这条提醒',
  keep: '维持，保留到期',
};

export const appealsFrame = (school: SchoolRow, title: string): PageOptions => ({
  title,
  layout: 'desk',
  desk: schoolDesk(school, 'appeals'),
});

/** `standing/appeals` */
export const appealsPage = (
  school: SchoolRow,
  rows: readonly MarkRow[],
  counts: { open: number; pager: Pager },
  now: Date,
) => ({
  ...counts,
  appeals: rows.map((row) => ({
    name: maskName(row.profileName),
    title: row.title,
    kindName: markKindNames[row.kind],
    appealed: row.appealedAt ? momentText(row.appealedAt, now) : '',
    tag: answerTag(row),
    href: standingPaths.deskShow(school.id, row.id),
  })),
});

function answerTag(row: MarkRow): StateTag {
  if (!row.answeredAt) return { kind: 'few', text: '等答复' };
  return row.lifted ? { kind: 'ok', text: '已采纳' } : { kind: 'plain', text: '已维持' };
}

/** `standing/appeal`; `why` is why the reader cannot answer it. */
export const appealPage = (
  school: SchoolRow,
  row: MarkRow,
  answering: { form: FormView; why: string | null },
  now: Date,
) => ({
  ...appealView(row, now),
  form: answering.form,
  why: answering.why ?? '',
  name: maskName(row.profileName),
  title: row.title,
  kindName: markKindNames[row.kind],
  happened: whatHappened(row, now),
  recorded: shortDayText(dateOf(row.recordedAt), dateOf(now)),
  byStaff: row.recordedBy !== null,
  lastDay: lastDayText(row.expiresAt, now),
  verdicts: verdicts.map((value) => ({ value, label: verdictNames[value] })),
  action: standingPaths.answers(school.id, row.id),
  backHref: standingPaths.desk(school.id),
});
