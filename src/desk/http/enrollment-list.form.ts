import { accountAgeBands, AgeBand, ageBands } from '../../identity/person';
import { bind, Form } from '../../shared/web/bind';
import { Column, Flag, Ids, OneOf, Pasted, PersonName, Phone } from '../../shared/web/fields';
import { sha256 } from '../../shared/kernel/ids';
import type { DeskClass } from '../desk-rosters.service';
import { ListRow, MOST_ROWS, RowField } from '../list-row';
import { readList } from '../pasted-list.rules';
import type { ListedPerson } from '../pasted-text.rules';

/** What the pressed button asks for: read the text, look again, back to the text, enrol. */
export const steps = ['read', 'check', 'text', 'enroll'] as const;
export type Step = (typeof steps)[number];

/** Every sign of it takes nine bytes in a form, of which the server takes 100,000. */
const MOST_TEXT = 10_000;
const CHILD = '14 岁以下的孩子由家长带着报：家长登录后，在“我的资料”里登记孩子';

/** The text of the first step, or the columns of the rows that were made of it. */
export class ListForm {
  @OneOf(steps, { label: '要做的事' }) step!: Step;
  @Pasted({ label: '名单', max: MOST_TEXT }) text!: string;
  /** For everybody whose age band the list does not say. */
  @OneOf(accountAgeBands, { label: '年龄段', optional: true }) restBand!: AgeBand | '';
  @Column({ label: '姓名', most: MOST_ROWS }) name!: string[];
  @Column({ label: '手机号', most: MOST_ROWS }) phone!: string[];
  @Column({ label: '年龄段', most: MOST_ROWS }) ageBand!: string[];
  /** Numbers of the rows, from 1, that are left out. */
  @Ids({ label: '不报的人', most: MOST_ROWS }) out!: string[];
  /** Which rows the clerk was shown, see {@link printOf}. */
  @Pasted({ label: '名单', max: 1000 }) seen!: string;
  @Flag() consent!: boolean;
}

class RowForm {
  @PersonName() name!: string;
  @Phone() phone!: string;
  @OneOf(ageBands, { label: '年龄段', optional: true }) ageBand!: AgeBand | '';
}

/** What one step works on. */
export interface Worked {
  shown: DeskClass;
  form: Form<ListForm>;
  rows: ListRow[];
  skipped: string[];
}

export function workOn(shown: DeskClass, body: unknown): Worked {
  const form = bind(ListForm, body);
  return { shown, form, ...rowsOf(form) };
}

/** The rows of a form: read from its text in the first step, its columns in the later ones. */
function rowsOf(form: Form<ListForm>): { rows: ListRow[]; skipped: string[] } {
  const { step, text, restBand } = form.value;
  const { people, skipped } =
    step === 'read' ? readList(text) : { people: listed(form), skipped: [] };
  if (people.length > MOST_ROWS)
    form.fail('text', `一次最多 ${MOST_ROWS} 人，这里有 ${people.length} 人，请分几次粘贴`);
  else if (people.length === 0) form.fail('text', nobody(text));
  const out = new Set(form.value.out);
  const rows = people
    .slice(0, MOST_ROWS)
    .map((one, i) => judged({ ...one, ageBand: one.ageBand || restBand }, out.has(String(i + 1))));
  return { rows, skipped };
}

const nobody = (text: string): string =>
  text.trim() === '' ? '请粘贴名单' : '没有看出要报名的人。每行写一个人的姓名和手机号';

function listed(form: Form<ListForm>): ListedPerson[] {
  const { name, phone, ageBand } = form.value;
  if (phone.length !== name.length || ageBand.length !== name.length)
    form.fail('', '名单不完整，请回去重新粘贴');
  return name.map((one, i) => ({
    name: one,
    phone: phone[i] ?? '',
    ageBand: ageBands.find((band) => band === ageBand[i]) ?? '',
  }));
}

/** A row in the spelling of our own, or as it was typed with what is wrong. */
function judged(person: ListedPerson, leftOut: boolean): ListRow {
  const form = bind(RowForm, person);
  if (person.ageBand === 'under14') form.fail('ageBand', CHILD);
  const problems = [...form.errors].map(([field, message]) => ({
    field: field as RowField,
    message,
  }));
  const read = (field: 'name' | 'phone') => (form.errors.has(field) ? person : form.value)[field];
  return { name: read('name'), phone: read('phone'), ageBand: person.ageBand, leftOut, problems };
}

/** Names the people that were shown and those left out then, so that a changed list is noticed. */
export function printOf(rows: readonly ListRow[]): string {
  const shown = JSON.stringify(rows.map(({ name, phone, ageBand }) => [name, phone, ageBand]));
  const out = rows.flatMap((row, i) => (row.leftOut ? [i + 1] : []));
  return [sha256(shown).slice(0, 24), ...out].join('-');
}

/** Whether these are the rows that were shown; leaving more of them out needs no second look. */
export function wereShown(rows: readonly ListRow[], print: string): boolean {
  const [shown, ...out] = print.split('-');
  const [now, ...outNow] = printOf(rows).split('-');
  return shown === now && out.every((number) => outNow.includes(number));
}
