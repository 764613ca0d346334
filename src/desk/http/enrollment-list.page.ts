import { accountAgeBands, ageBandNames, ageBands } from '../../identity/person';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { momentText } from '../../shared/kernel/shanghai';
import { emptyForm, Form, formView } from '../../shared/web/bind';
import type { DeskClass } from '../desk-rosters.service';
import { deskPaths } from '../desk.paths';
import type { DoneList } from '../enrollment-lists.queries';
import { Fate, givesPlace } from '../list-fate';
import type { ListRow, RowField } from '../list-row';
import { printList } from '../pasted-list.rules';
import { ListForm, printOf } from './enrollment-list.form';
import { countsText, outcomeTag } from './list-outcome';
import { drawText, seatsText } from './seats-text';

const bandOptions = accountAgeBands.map((band) => ({ value: band, label: ageBandNames[band] }));

export const listTitle = (title: string): string => `粘贴名单：${title}`;

const around = ({ school, found }: DeskClass, now: Date) => ({
  title: listTitle(found.title),
  seatsText: seatsText(found, now),
  drawText: drawText(found, now),
  action: schedulingPaths.deskList(school.id, found.id),
  rosterHref: schedulingPaths.roster(school.id, found.id),
});

/** `desk/list-paste`, with the text as it was typed or as the rows read now. */
export const pastePage = (
  shown: DeskClass,
  form: Form<ListForm>,
  done: readonly DoneList[],
  now: Date,
) => ({
  ...around(shown, now),
  form: formView(form, ['text', 'restBand']),
  ageBands: bandOptions,
  done: done.map((list) => ({
    href: deskPaths.list(shown.school.id, shown.found.id, list.id),
    label: momentText(list.at, now),
    text: countsText(list.results),
  })),
});

/** The paste form again: with the text as it was typed, or with the rows printed as text. */
export function textForm(form: Form<ListForm>, rows: readonly ListRow[]): Form<ListForm> {
  const { step, text, restBand } = form.value;
  const back = emptyForm(ListForm, { text: step === 'read' ? text : printList(rows), restBand });
  for (const [field, message] of form.errors) back.fail(field, message);
  return back;
}

interface Previewed {
  shown: DeskClass;
  form: Form<ListForm>;
  rows: readonly ListRow[];
  fates: readonly Fate[];
  skipped: readonly string[];
  /** The clerk wanted to enrol what had not been shown yet. */
  changed: boolean;
}

/** `desk/list-preview` */
export function previewPage({ shown, form, rows, fates, skipped, changed }: Previewed, now: Date) {
  const giving = fates.filter(givesPlace).length;
  const lines = rows.map((row, i) => rowView(row, fates[i]!, i + 1));
  const asksBand = rows.some((row, i) => row.ageBand === '' && fates[i]!.field === 'ageBand');
  return {
    ...around(shown, now),
    form: formView(form, ['consent', 'restBand']),
    counts: countsText(fates),
    giving,
    changed,
    skipped,
    rows: lines,
    asksBand,
    ageBands: bandOptions,
    seen: printOf(rows),
  };
}

function rowView(row: ListRow, fate: Fate, number: number) {
  const messages = new Map<RowField, string>(
    row.problems.map(({ field, message }) => [field, message]),
  );
  if (fate.field && !messages.has(fate.field) && !row.leftOut) messages.set(fate.field, fate.words);
  const field = (name: RowField) => ({
    id: `${name}-${number}`,
    name,
    value: row[name],
    error: messages.get(name) ?? '',
    errorId: `fate-${number}`,
  });
  return {
    number,
    leftOut: row.leftOut,
    who: row.name || `第 ${number} 行`,
    name: field('name'),
    phone: field('phone'),
    ageBand: field('ageBand'),
    bands: ageBands
      .filter((band) => band !== 'under14' || row.ageBand === band)
      .map((value) => ({ value, label: ageBandNames[value], selected: value === row.ageBand })),
    fateId: `fate-${number}`,
    tag: outcomeTag(fate, 'will'),
    words: fate.words,
    note: fate.note,
  };
}
