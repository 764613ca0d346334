import { isEntryCode } from '../enrollment/entry-code';
import { Group, groupPlace, isGroup } from '../scheduling/priorities';

const KINDS = ['seats', 'weight'] as const;
const CLASS_ID = /^[0-9A-Za-z-]{1,36}$/;
const MOST_SEATS = 10_000;
/** Every ticket of an entry is one more hash for everybody who checks a draw. */
const MOST_TICKETS = 9;

/** `seats`: n seats that members of the group come first for; `weight`: n tickets for each member. */
export interface DrawRule {
  group: Group;
  kind: (typeof KINDS)[number];
  n: number;
}

export interface DrawClass {
  id: string;
  seats: number;
  rules: readonly DrawRule[];
}

export interface DrawEntry {
  code: string;
  /** Ids of classes, the dearest first. */
  wishes: readonly string[];
  groups: readonly Group[];
}

type ClassesById = ReadonlyMap<string, DrawClass>;

export const seatRules = (c: DrawClass): DrawRule[] =>
  c.rules.filter(({ kind }) => kind === 'seats');

export function classLine({ id, seats, rules }: DrawClass): string {
  const sorted = rules.toSorted((a, b) => (rulePlace(a) < rulePlace(b) ? -1 : 1));
  return `class,${id},${seats},${sorted.map((r) => `${r.group}:${r.kind}:${r.n}`).join(';')}`;
}

const rulePlace = ({ group, kind }: DrawRule): string =>
  `${groupPlace(group)} ${KINDS.indexOf(kind)}`;

/** Names a group only where a wished class asks about it: the rest decides nothing, and the file is public. */
export function entryLine({ code, wishes, groups: own }: DrawEntry, classes: ClassesById): string {
  const rules = wishes.flatMap((id) => classes.get(id)?.rules ?? []);
  const asked = [...new Set(own)]
    .filter((one) => rules.some((rule) => rule.group === one))
    .toSorted((a, b) => (groupPlace(a) < groupPlace(b) ? -1 : 1));
  return `entry,${code},${wishes.join(';')},${asked.join(';')}`;
}

/** The class that a line tells of, or why it tells of none. */
export function readClassLine(line: string): DrawClass | string {
  const [, id = '', seats, rules = ''] = line.split(',');
  const read = { id, seats: Number(seats), rules: list(rules).map(readRule) };
  return whyNoClass(read) ?? (classLine(read) === line ? read : 'not written the one way');
}

function readRule(text: string): DrawRule {
  const [group, kind, n] = text.split(':');
  return { group, kind, n: Number(n) } as DrawRule;
}

function whyNoClass(c: DrawClass): string | null {
  if (!CLASS_ID.test(c.id)) return 'no class id';
  if (!within(c.seats, 0, MOST_SEATS)) return `seats not 0 to ${MOST_SEATS}`;
  for (const { group, kind, n } of c.rules) {
    if (!isGroup(group) || !KINDS.includes(kind)) return 'unknown rule';
    if (kind === 'seats' ? !within(n, 1, c.seats) : !within(n, 2, MOST_TICKETS))
      return 'rule with a number out of range';
  }
  if (repeats(c.rules.map(rulePlace))) return 'two rules of one kind for a group';
  const kept = seatRules(c).reduce((sum, { n }) => sum + n, 0);
  return kept > c.seats ? 'more seats reserved than there are' : null;
}

/** The entry that a line tells of, or why it tells of none. */
export function readEntryLine(line: string, classes: ClassesById): DrawEntry | string {
  const [, code = '', wishes = '', own = ''] = line.split(',');
  const read = { code, wishes: list(wishes), groups: list(own) as Group[] };
  return (
    whyNoEntry(read, classes) ??
    (entryLine(read, classes) === line ? read : 'not written the one way')
  );
}

function whyNoEntry({ code, wishes }: DrawEntry, classes: ClassesById): string | null {
  if (!isEntryCode(code)) return 'no entry code';
  if (wishes.length === 0) return 'no wish';
  if (repeats(wishes)) return 'one class wished for twice';
  const unknown = wishes.find((id) => !classes.has(id));
  return unknown === undefined ? null : `unknown class ${unknown}`;
}

const list = (cell: string): string[] => (cell === '' ? [] : cell.split(';'));
const repeats = (values: readonly unknown[]): boolean => new Set(values).size < values.length;
const within = (n: number, least: number, most: number): boolean =>
  Number.isInteger(n) && n >= least && n <= most;
