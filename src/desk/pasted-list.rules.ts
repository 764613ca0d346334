import { ageBandNames } from '../identity/person';
import { readLine, ReadLine } from './pasted-line.rules';
import { cellsOf, readTable } from './pasted-table.rules';
import { ListedPerson, plainLines, shortened } from './pasted-text.rules';

export interface PastedList {
  people: ListedPerson[];
  /** Lines in which nobody stands, as they read: headings and remarks. */
  skipped: string[];
}

/** Two numbers in a list make it a numbered one, in which nobody stands before the first. */
const NUMBERED = 2;
const MOST_SHOWN = 60;

/** Reads what was pasted: a 接龙, one person a line, or columns of a table. Never throws. */
export function readList(text: string): PastedList {
  const lines = plainLines(text);
  const rows = lines.map((line) => (line.includes('\t') ? cellsOf(line) : null));
  const table = readTable(rows.filter((row) => row !== null));
  const written = lines.map((line, i) => (rows[i] ? null : readLine(line)));
  dropContacts(written);
  const list: PastedList = { people: [], skipped: [] };
  let nextRow = 0;
  lines.forEach((line, i) => {
    const row = rows[i] ? table[nextRow++]! : undefined;
    if (row === 'heading' || line.trim() === '') return;
    const found = row ? [row] : (written[i]?.people ?? []);
    if (found.length === 0) list.skipped.push(shortened(line.replaceAll('\t', ' '), MOST_SHOWN));
    else if (!continues(list.people.at(-1), found[0]!, written[i])) list.people.push(...found);
  });
  return list;
}

/** “有事找王老师 139…” above a numbered list is nobody who enrols. */
function dropContacts(written: (ReadLine | null)[]): void {
  if (written.filter((line) => line?.numbered && line.people.length > 0).length < NUMBERED) return;
  for (const line of written) {
    if (line?.numbered && line.people.length > 0) return;
    if (line) line.people = [];
  }
}

/** A number on a line of its own belongs to the name on the line before. */
function continues(
  before: ListedPerson | undefined,
  found: ListedPerson,
  line: ReadLine | null | undefined,
): boolean {
  if (!line || line.numbered || found.name !== '' || !before || before.phone !== '') return false;
  before.phone = found.phone;
  before.ageBand ||= found.ageBand;
  return true;
}

/** The list as text that {@link readList} reads as the same list: columns under headings. */
export const printList = (people: readonly ListedPerson[]): string =>
  [
    ['姓名', '手机号', '年龄段'],
    ...people.map(({ name, phone, ageBand }) => [name, phone, ageBand && ageBandNames[ageBand]]),
  ]
    .map((cells) => cells.join('\t'))
    .join('\n');
