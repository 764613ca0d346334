import { caughtUp, seenText, Values } from '../kernel/seen.rules';
import { Form, OvertakenLine } from './bind';

/** What people call a field and its values. */
export interface FieldWords {
  label: string;
  text?: (value: string) => string;
  /** The page says it, the form has no field for it. */
  isShownOnly?: true;
}
export type FormWords = Readonly<Record<string, FieldWords>>;

/** What a form starts with that says what it was filled from. */
export const filledFrom = (values: Values): Record<string, string | string[]> => ({
  ...(values as Record<string, string | string[]>),
  seen: seenText(values),
});

/**
 * The form of whoever was overtaken, ready to be saved again: it says what the other one changed and
 * was filled from what is there now. Any other form is given back as it is.
 */
export function caughtUpForm<T extends { seen: Values }>(
  form: Form<T>,
  now: Values,
  words: FormWords,
): Form<T> {
  if (!form.errors.has('seen')) return form;
  const asked = Object.keys(words).filter((field) => !words[field]!.isShownOnly);
  // a form that does not say what it was filled from can only be looked through again
  const seen = (form.value.seen as Values | null) ?? now;
  const { input, overtakings } = caughtUp({ seen, now, typed: form.input }, asked);
  const next = new Form(form.value, { ...form.input, ...input, seen: seenText(now) });
  for (const [field, message] of form.errors) if (field !== 'seen') next.fail(field, message);
  if (overtakings.length === 0) next.fail('', form.errors.get('seen')!);
  next.overtaken = overtakings.map(({ field, from, to, mine }): OvertakenLine => {
    const { label, text = (value: string) => value } = words[field] ?? { label: field };
    const said = (values: readonly string[]) => values.map(text).join('、') || '空';
    return { label, from: said(from), to: said(to), mine: mine && said(mine) };
  });
  return next;
}
