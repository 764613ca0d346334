import { sha256 } from '../shared/kernel/ids';
import * as lines from './draw-lines.rules';
import type { DrawClass, DrawEntry } from './draw-lines.rules';

const HEADING = 'night-school draw 1';

export interface DrawList {
  classes: DrawClass[];
  entries: DrawEntry[];
}

/** A text that `drawList` would not have written; `line` counts from 1. */
export class UnreadableList extends Error {
  constructor(
    readonly line: number,
    reason: string,
  ) {
    super(`line ${line}: ${reason}`);
    this.name = 'UnreadableList';
  }
}

/**
 * The public file that, with the seed, decides a draw: one text for one set of classes and entries,
 * whatever order they come in.
 * @throws UnreadableList when the facts make a list that its own reader would refuse
 */
export function drawList(classes: readonly DrawClass[], entries: readonly DrawEntry[]): string {
  const byId = new Map(classes.map((one) => [one.id, one]));
  const body = [
    ...sortedBy(classes, (one) => one.id).map(lines.classLine),
    ...sortedBy(entries, (one) => one.code).map((one) => lines.entryLine(one, byId)),
  ];
  const text = [HEADING, ...body, ''].join('\n');
  parseDrawList(text);
  return text;
}

/** Reads a list back. @throws UnreadableList at the first line that `drawList` would not have written */
export function parseDrawList(text: string): DrawList {
  const [heading, ...rows] = text.split('\n');
  if (!text.endsWith('\n')) throw new UnreadableList(rows.length + 1, 'no line end');
  if (heading !== HEADING) throw new UnreadableList(1, `not "${HEADING}"`);
  const classes = new Map<string, DrawClass>();
  const entries: DrawEntry[] = [];
  rows.slice(0, -1).forEach((row, at) => {
    const refusal = read(row, classes, entries) ?? disorder(rows[at - 1] ?? '', row);
    if (refusal !== null) throw new UnreadableList(at + 2, refusal);
  });
  return { classes: [...classes.values()], entries };
}

function read(row: string, classes: Map<string, DrawClass>, entries: DrawEntry[]): string | null {
  if (row.startsWith('class,')) {
    const one = lines.readClassLine(row);
    if (typeof one === 'string') return one;
    classes.set(one.id, one);
  } else if (row.startsWith('entry,')) {
    const one = lines.readEntryLine(row, classes);
    if (typeof one === 'string') return one;
    entries.push(one);
  } else return 'unknown line';
  return null;
}

/** "class" sorts before "entry": one comparison holds the order of kinds, of ids and of codes. */
function disorder(before: string, row: string): string | null {
  const [last, key] = [before, row].map((line) => line.split(',', 2).join(' ')) as [string, string];
  if (key === last) return `${key} twice`;
  return key < last ? `${key} out of order` : null;
}

/** SHA-256 of the bytes of a list, in hexadecimal: published with it, and half of the key of the lots. */
export const listHash = (text: string): string => sha256(text);

/** In plain order of code units, which every language sorts alike; `Intl` would not. */
function sortedBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
