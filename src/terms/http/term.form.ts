import type { Form } from '../../shared/web/bind';
import { DateField, OneOf, Text } from '../../shared/web/fields';
import { whyNoTerm } from '../term.rules';

export class TermForm {
  @Text({ label: '名称', min: 2, max: 20 }) name!: string;
  @DateField({ label: '第一天' }) firstDay!: string;
  @DateField({ label: '最后一天' }) lastDay!: string;
}

/** Whether a school keeps the days of the county for a term or has its own. */
export const whoseDays = ['county', 'own'] as const;

export class OwnDaysForm {
  @OneOf(whoseDays, { label: '日期' }) whose!: (typeof whoseDays)[number];
  @DateField({ label: '第一天', optional: true }) firstDay!: string;
  @DateField({ label: '最后一天', optional: true }) lastDay!: string;
}

export const termFields = ['name', 'firstDay', 'lastDay'] as const;
export const ownDaysFields = ['whose', 'firstDay', 'lastDay'] as const;

/** Judges the two days together; a day that is missing has its own error. */
export function judgeTerm(form: Form<TermForm>): Form<TermForm> {
  const { firstDay, lastDay } = form.value;
  const why = form.ok ? whyNoTerm({ firstDay, lastDay }) : null;
  if (why) form.fail('lastDay', why);
  return form;
}

/** Days of its own a school must name; those of the county it need not. */
export function judgeOwnDays(form: Form<OwnDaysForm>): Form<OwnDaysForm> {
  const { whose, firstDay, lastDay } = form.value;
  if (!form.ok || whose === 'county') return form;
  if (firstDay === '') form.fail('firstDay', '另定日期要填第一天');
  if (lastDay === '') form.fail('lastDay', '另定日期要填最后一天');
  const why = firstDay !== '' && lastDay !== '' ? whyNoTerm({ firstDay, lastDay }) : null;
  if (why) form.fail('lastDay', why);
  return form;
}
