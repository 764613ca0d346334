import { isDate } from '../../shared/kernel/shanghai';
import type { Form } from '../../shared/web/bind';
import { DateField, Flag, OneOf, Text } from '../../shared/web/fields';
import {
  FestivalName,
  festivalNames,
  MarkKind,
  markKinds,
  RecurrenceKind,
  recurrenceKinds,
  schoolKinds,
} from '../mark-kinds';
import type { MarkRule, Recurrence } from '../marks.rules';
import { columnsOf } from '../recurrence.rules';

class AnyRuleForm {
  @Text({ label: '名称', min: 2, max: 20 }) name!: string;
  @OneOf(recurrenceKinds, { label: '哪些日子' }) every!: RecurrenceKind;
  @DateField({ label: '第一天', optional: true }) firstDay!: string;
  @DateField({ label: '最后一天', optional: true }) lastDay!: string;
  @OneOf(festivalNames, { label: '节日', optional: true }) festival!: FestivalName | '';
  @Text({ label: '集日尾数', max: 20, optional: true }) digits!: string;
  @Text({ label: '依据', min: 2, max: 100 }) source!: string;
}

export class CountyRuleForm extends AnyRuleForm {
  @OneOf(markKinds, { label: '种类' }) kind!: MarkKind;
  @Flag() pending!: boolean;
}

export class SchoolRuleForm extends AnyRuleForm {
  @OneOf(schoolKinds, { label: '种类' }) kind!: MarkKind;
}

export type RuleForm = SchoolRuleForm & Partial<Pick<CountyRuleForm, 'pending'>>;

export const ruleFields = [
  ...['kind', 'name', 'every', 'firstDay', 'lastDay', 'festival', 'digits', 'source', 'pending'],
];

const DIGITS = /^\d(?:[、，,\s]*\d){0,4}$/;

/** Judges together what each kind of recurrence needs. */
export function judgeRule<T extends RuleForm>(form: Form<T>): Form<T> {
  const { every, firstDay, lastDay, festival, digits } = form.value;
  const dated = every === 'once' || every === 'year';
  if (dated && firstDay === '') form.fail('firstDay', '请选择第一天');
  if (every === 'once' && lastDay !== '' && lastDay < firstDay)
    form.fail('lastDay', '最后一天不能早于第一天');
  if (every === 'festival' && festival === '') form.fail('festival', '请选择节日');
  if (every === 'market' && !DIGITS.test(digits))
    form.fail('digits', '集日尾数请填农历日期的末位数字，例如：3、8');
  return form;
}

/** What the form says, as the calendar takes it. */
export const ruleOf = (values: RuleForm): MarkRule => ({
  kind: values.kind,
  name: values.name,
  source: values.source,
  confirmed: !values.pending,
  recurrence: recurrenceFrom(values),
});

function recurrenceFrom({ every, firstDay, lastDay, festival, digits }: RuleForm): Recurrence {
  switch (every) {
    case 'once':
      return { every, date: firstDay, lastDate: lastDay || firstDay };
    case 'year':
      return { every, day: firstDay.slice(5), lastDay: (lastDay || firstDay).slice(5) };
    case 'festival':
      return { every, festival: festival as FestivalName };
    case 'market':
      return { every, digits: [...new Set(digits.match(/\d/g)!.map(Number))] };
  }
}

/** A stored rule as its form shows it; each year's days get a year that has them. */
export function ruleInput(rule: MarkRule, year: string): Record<string, string> {
  const { every, firstDay, lastDay, festival, digits } = columnsOf(rule.recurrence);
  const day = (text: string | null) => (every === 'year' ? inYear(text!, year) : (text ?? ''));
  return {
    ...{ kind: rule.kind, name: rule.name, source: rule.source, every },
    firstDay: day(firstDay),
    lastDay: day(lastDay),
    festival: festival ?? '',
    digits: [...(digits ?? '')].join('、'),
    pending: rule.confirmed ? '' : '1',
  };
}

const LEAP_YEAR = '2028';
const inYear = (day: string, year: string): string =>
  isDate(`${year}-${day}`) ? `${year}-${day}` : `${LEAP_YEAR}-${day}`;
