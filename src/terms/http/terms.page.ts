import { Form, formView } from '../../shared/web/bind';
import { daysOf, daysText } from '../term.rules';
import { countyTermPaths, schoolTermPaths } from '../terms.paths';
import type { TermRow } from '../terms.queries';
import { ownDaysFields, termFields } from './term.form';

/** More than anybody looks back on. */
export const TERMS_LISTED = 40;

const line = (term: TermRow, now: Date, today: string) => ({
  name: term.name,
  days: daysText(term, today),
  classes: term.classes,
  isNow: term.startsAt <= now && now < term.endsAt,
});

/** `/center/terms` */
export const countyTerms = (
  terms: readonly TermRow[],
  mayManage: boolean,
  now: Date,
  today: string,
) => ({
  mayManage,
  newHref: mayManage ? countyTermPaths.new : '',
  terms: terms.map((term) => ({
    ...line(term, now, today),
    editHref: countyTermPaths.edit(term.id),
    removalHref: term.classes === 0 ? countyTermPaths.removal(term.id) : '',
  })),
});

/** `/schools/:id/desk/terms` */
export const schoolTerms = (
  schoolId: string,
  terms: readonly TermRow[],
  mayManage: boolean,
  now: Date,
  today: string,
) => ({
  mayManage,
  terms: terms.map((term) => ({
    ...line(term, now, today),
    county: term.countySpan ? daysText(term.countySpan, today) : '',
    editHref: schoolTermPaths(schoolId).edit(term.id),
  })),
});

export const termInput = (term: TermRow): Record<string, string> => ({
  name: term.name,
  ...daysOf(term),
});

/** A term of the county, new or known. */
export const termForm = <T>(form: Form<T>, term: TermRow | null) => ({
  form: formView(form, termFields),
  heading: term ? `修改学期：${term.name}` : '开新学期',
  action: term ? countyTermPaths.update(term.id) : countyTermPaths.index,
  button: term ? '保存修改' : '开学期',
  backHref: countyTermPaths.index,
  classes: term?.classes ?? 0,
});

export const termRemoval = (term: TermRow, today: string) => ({
  name: term.name,
  days: daysText(term, today),
  action: countyTermPaths.removal(term.id),
  backHref: countyTermPaths.index,
});

/** What the form of a school holds. */
export const ownInput = (term: TermRow): Record<string, string> =>
  term.countySpan ? { whose: 'own', ...daysOf(term) } : { whose: 'county' };

export const ownDays = <T>(schoolId: string, form: Form<T>, term: TermRow, today: string) => ({
  form: formView(form, ownDaysFields),
  choices: [
    { value: 'county', label: '跟全县一样' },
    { value: 'own', label: '另定日期' },
  ],
  name: term.name,
  county: daysText(term.countySpan ?? term, today),
  classes: term.classes,
  action: schoolTermPaths(schoolId).update(term.id),
  backHref: schoolTermPaths(schoolId).index,
});
