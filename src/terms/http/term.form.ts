import type { Form } from '../../shared/web/bind';
import { DateField, Text } from '../../shared/web/fields';
import { whyNoTerm } from '../term.rules';

export class TermForm {
  @Text({ label: '名称', min: 2, max: 20 }) name!: string;
  @DateField({ label: '第一天' }) firstDay!: string;
  @DateField({ label: '最后一天' }) lastDay!: string;
}

/** Both days empty: as in the county. */
export class OwnDaysForm {
  @DateField({ label: '第一天', optional: true }) firstDay!: string;
  @DateField({ label: '最后一天', optional: true }) lastDay!: string;
}

export const termFields = ['name', 'firstDay', 'lastDay'] as const;

/** Judges the two days together. */
export function judgeDays<T extends OwnDaysForm>(form: Form<T>): Form<T> {
  const { firstDay, lastDay } = form.value;
  if (firstDay === '' && lastDay === '') return form;
  if (firstDay === '') form.fail('firstDay', '请填第一天，或者两天都空着');
  else if (lastDay === '') form.fail('lastDay', '请填最后一天，或者两天都空着');
  else {
    const why = whyNoTerm({ firstDay, lastDay });
    if (why) form.fail('lastDay', why);
  }
  return form;
}
