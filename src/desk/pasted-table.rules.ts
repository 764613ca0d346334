import {
  ageIn,
  bandAt,
  ListedPerson,
  looksLikeName,
  mobilesIn,
  shortened,
} from './pasted-text.rules';

/** Which column holds what; -1 where there is none. */
interface Columns {
  name: number;
  phone: number;
  age: number;
  /** From a row of headings, not from what the cells look like. */
  told: boolean;
}

const MOST_CELL = 60;
const MOST_COLUMNS = 40;
const MOST_PHONE = 30;
const NAME = /姓 ?名|名字|^(学员|人员)$/;
const PHONE = /手机|电话|联系方式|号码/;
const AGE = /年龄|岁/;

export const cellsOf = (line: string): string[] =>
  line.split('\t', MOST_COLUMNS).map((cell) => shortened(cell, MOST_CELL));

/** Reads rows of cells in whatever order of columns; null for a row in which nobody stands. */
export function readTable(rows: readonly string[][]): (ListedPerson | null | 'heading')[] {
  const guessed = guess(rows);
  let columns = guessed;
  return rows.map((cells) => {
    const told = columns.told ? null : heading(cells, guessed);
    if (!told) return personIn(cells, columns);
    columns = told;
    return 'heading';
  });
}

function heading(cells: readonly string[], guessed: Columns): Columns | null {
  const name = cells.findIndex((cell) => NAME.test(cell));
  if (name < 0 || cells.some((cell) => /[0-9]{7}/.test(cell))) return null;
  const phone = cells.findIndex((cell) => PHONE.test(cell));
  const age = cells.findIndex((cell) => AGE.test(cell));
  return {
    name,
    phone: phone < 0 ? guessed.phone : phone,
    age: age < 0 ? guessed.age : age,
    told: true,
  };
}

/** The column whose cells look most like names is that of the names, and so on. */
function guess(rows: readonly string[][]): Columns {
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const best = (score: (cells: string[]) => number): number => {
    const scores = Array.from({ length: width }, (_, at) =>
      score(rows.map((cells) => cells[at] ?? '')),
    );
    const most = Math.max(0, ...scores);
    return most === 0 ? -1 : scores.indexOf(most);
  };
  return {
    name: best((cells) => new Set(cells.filter(looksLikeName)).size),
    phone: best(
      (cells) => cells.filter((cell) => /[0-9*]{6}|[0-9] ?-? ?[0-9]{4}/.test(cell)).length,
    ),
    age: best((cells) => cells.filter((cell) => ageIn(cell).ageBand !== '').length),
    told: false,
  };
}

function personIn(cells: readonly string[], columns: Columns): ListedPerson | null {
  const name = cells[columns.name] ?? '';
  const phone = phoneIn(cells[columns.phone] ?? '') || phoneElsewhere(cells);
  const ageBand = bandIn(cells[columns.age] ?? '');
  const alone = cells.filter((cell) => cell !== '').length < 2;
  if (phone === '' && (name === '' || (alone && !columns.told))) return null;
  return { name, phone, ageBand };
}

/** A mobile number in eleven digits; anything else as it was written, to be corrected. */
function phoneIn(cell: string): string {
  const short = shortened(cell, MOST_PHONE);
  const { phones } = mobilesIn(short);
  return phones.length === 1 ? phones[0]! : short;
}

/** A row that is shifted against the others. */
const phoneElsewhere = (cells: readonly string[]): string =>
  cells.map((cell) => mobilesIn(cell).phones[0]).find((phone) => phone !== undefined) ?? '';

const bandIn = (cell: string): ListedPerson['ageBand'] =>
  /^[0-9]{1,3}$/.test(cell) ? bandAt(Number(cell)) : ageIn(cell).ageBand;
