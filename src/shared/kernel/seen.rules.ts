import { RuleViolation } from './rule-violation';

/** A record as its form shows it: each field as its control sends it. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/** A field that somebody else changed while a form was open. */
export interface Overtaking {
  field: string;
  from: string[];
  to: string[];
  /** What the form holds instead, where both changed the field and not to the same. */
  mine: string[] | null;
}

/** What a form carries along: what it was filled from. */
export const seenText = (values: Values): string => JSON.stringify(values);

/** Reads what {@link seenText} wrote; null for anything else. */
export function readSeen(text: string): Values | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return null;
  return Object.values(read).every(isValue) ? (read as Values) : null;
}

const isText = (one: unknown): boolean => typeof one === 'string';
const isValue = (one: unknown): boolean => isText(one) || (Array.isArray(one) && one.every(isText));

/** What a field holds; nothing when it is empty or was not sent, as an unticked box. */
const held = (values: Values, field: string): string[] => {
  const value = Object.hasOwn(values, field) ? values[field]! : '';
  return [value]
    .flat()
    .map((one) => one.trim())
    .filter(Boolean);
};
const same = (a: readonly string[], b: readonly string[]): boolean =>
  JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());

/** Called under the lock of what is about to be written. @throws RuleViolation on `seen` */
export function requireSeen(seen: Values, now: Values): void {
  const overtaken = Object.keys(now).some((field) => !same(held(seen, field), held(now, field)));
  if (overtaken) throw new RuleViolation('overtaken', '您打开以后，有人改过这里', 'seen');
}

/**
 * Brings a form up to date that somebody overtook: fields that its person left alone take the new
 * values, those that were typed in stay.
 * @param asked the fields that the form has; of the others it only knew the values
 */
export function caughtUp(
  { seen, now, typed }: { seen: Values; now: Values; typed: Values },
  asked: readonly string[],
): { input: Record<string, string | string[]>; overtakings: Overtaking[] } {
  const input: Record<string, string | string[]> = {};
  const overtakings: Overtaking[] = [];
  for (const field of Object.keys(now)) {
    const [from, to] = [held(seen, field), held(now, field)];
    if (same(from, to)) continue;
    const mine = asked.includes(field) ? held(typed, field) : from;
    const untouched = same(mine, from);
    if (untouched) input[field] = typeof now[field] === 'string' ? now[field] : to;
    overtakings.push({ field, from, to, mine: untouched || same(mine, to) ? null : mine });
  }
  return { input, overtakings };
}
