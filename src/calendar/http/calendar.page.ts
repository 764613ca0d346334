import { addDays, dayText, shortDayText } from '../../shared/kernel/shanghai';
import { Form, formView } from '../../shared/web/bind';
import { daysText } from '../../terms/term.rules';
import type { TermRow } from '../../terms/terms.queries';
import type { CalendarPaths } from '../calendar.paths';
import type { StoredRule } from '../calendar.queries';
import { festivalNames, MarkKind, markKindNames } from '../mark-kinds';
import { MarkRun, runsOf } from '../mark-runs.rules';
import { marksBetween, Recurrence } from '../marks.rules';
import { RuleForm, ruleFields } from './rule.form';

/** Half a year: as far as a term is planned ahead. */
const DAYS_AHEAD = 183;

interface Shown {
  paths: CalendarPaths;
  /** All that hold here. */
  rules: readonly StoredRule[];
  /** Those that are kept here. */
  own: readonly StoredRule[];
  /** Those not over yet. */
  terms: readonly TermRow[];
  termsHref: string;
  mayManage: boolean;
}

export const TERMS_SHOWN = 3;

/** `/center/calendar` and `/schools/:id/desk/calendar` */
export function calendarIndex(shown: Shown, today: string) {
  const { paths, rules, own, mayManage } = shown;
  const runs = runsOf(marksBetween(rules, today, addDays(today, DAYS_AHEAD)));
  const months = [...new Set(runs.map(({ from }) => from.slice(0, 7)))];
  return {
    newHref: paths.new,
    mayManage,
    terms: shown.terms.map((term) => ({ name: term.name, days: daysText(term, today) })),
    termsHref: shown.termsHref,
    months: months.map((month) => ({
      name: `${month.slice(0, 4)}年${Number(month.slice(5))}月`,
      days: runs.filter(({ from }) => from.startsWith(month)).map((run) => dayLine(run, today)),
    })),
    rules: own.map((rule) => ({
      name: rule.name,
      kindName: markKindNames[rule.kind],
      when: whenText(rule.recurrence, today),
      source: rule.source,
      isPending: !rule.confirmed,
      editHref: paths.edit(rule.id),
      removalHref: paths.removal(rule.id),
    })),
  };
}

const dayLine = ({ from, to, mark }: MarkRun, today: string) => ({
  text: from === to ? dayText(from, today) : spanText(from, to, today),
  kindName: markKindNames[mark.kind],
  name: mark.name,
  why: mark.why.slice(mark.name.length).replace(/^[，。]/, ''),
});

const spanText = (from: string, to: string, today: string): string =>
  from === to
    ? shortDayText(from, today)
    : `${shortDayText(from, today)}至${shortDayText(to, from.slice(0, 4))}`;

function whenText(recurrence: Recurrence, today: string): string {
  switch (recurrence.every) {
    case 'once':
      return spanText(recurrence.date, recurrence.lastDate ?? recurrence.date, today);
    case 'year': {
      const { day, lastDay = day } = recurrence;
      const text = (one: string) => `${Number(one.slice(0, 2))}月${Number(one.slice(3))}日`;
      return `每年${text(day)}${lastDay === day ? '' : `至${text(lastDay)}`}`;
    }
    case 'festival':
      return recurrence.festival === '清明' ? '每年清明' : `每年农历${recurrence.festival}`;
    case 'market':
      return `农历日期逢 ${recurrence.digits.join('、')}`;
  }
}

const everyOptions = [
  { value: 'once', label: '某一天或几天' },
  { value: 'year', label: '每年公历' },
  { value: 'festival', label: '每年节日' },
  { value: 'market', label: '农历集日' },
];
const festivalOptions = festivalNames.map((value) => ({ value, label: value }));

/** The form of a rule, new or known. */
export const ruleForm = (
  form: Form<RuleForm>,
  kinds: readonly MarkKind[],
  paths: CalendarPaths,
  rule: StoredRule | null,
) => ({
  form: formView(form, ruleFields),
  heading: rule ? `修改${rule.name}` : '添加日子',
  action: rule ? paths.update(rule.id) : paths.index,
  button: rule ? '保存修改' : '添加',
  backHref: paths.index,
  kindOptions: kinds.map((value) => ({ value, label: markKindNames[value] })),
  everyOptions,
  festivalOptions,
  mayWait: kinds.includes('holiday'),
});

export const ruleRemoval = (rule: StoredRule, paths: CalendarPaths, today: string) => ({
  name: rule.name,
  when: whenText(rule.recurrence, today),
  action: paths.removal(rule.id),
  backHref: paths.index,
});
