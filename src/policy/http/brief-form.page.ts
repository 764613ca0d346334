import { Form, formView } from '../../shared/web/bind';
import type { BriefRow } from '../briefs.queries';
import { BriefListPaths, briefPaths } from '../policy.paths';
import {
  durationText,
  MOST_UNITS,
  PER_MINUTE,
  spokenSeconds,
  spokenUnits,
  timeHint,
} from '../spoken-time.rules';
import { briefChoices, briefFields, BriefForm } from './brief.form';

/** The time of the text as it stands in the form; the script takes over while somebody types. */
function spokenLine(text: string) {
  const units = spokenUnits(text);
  const long = units > MOST_UNITS ? `超过 ${MOST_UNITS} 字，不能保存` : null;
  return {
    units,
    most: MOST_UNITS,
    perMinute: PER_MINUTE,
    value: Math.min(units, MOST_UNITS),
    time: `${units} 字，约 ${durationText(spokenSeconds(units))}`,
    hint: units === 0 ? '' : (long ?? timeHint(units) ?? '长短合适'),
  };
}

/** `policy/form`: a new brief of a list, or a draft. */
export const briefForm = (
  form: Form<BriefForm>,
  { brief, paths }: { brief: BriefRow | null; paths: BriefListPaths },
) => ({
  form: formView(form, briefFields),
  ...briefChoices,
  spoken: spokenLine([form.input.spokenText ?? ''].flat().join('\n')),
  heading: brief ? '修改传真' : '写传真',
  action: brief ? briefPaths.show(brief.id) : paths.index,
  backHref: brief ? briefPaths.show(brief.id) : paths.index,
  backText: brief ? '返回这篇传真' : '返回政策传真',
  button: brief ? '保存修改' : '保存草稿',
});
