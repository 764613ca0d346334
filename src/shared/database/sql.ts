import { postgres } from './dialect';

/** A piece of SQL with its values beside it; values never become text. */
export class Sql {
  constructor(
    readonly strings: readonly string[],
    readonly values: readonly unknown[],
  ) {}
}

class InList {
  constructor(readonly values: readonly unknown[]) {}
}

/** Writes SQL: an `${Sql}` is spliced in, every other `${value}` becomes a parameter. */
export const sql = (strings: TemplateStringsArray, ...values: unknown[]): Sql =>
  new Sql(strings, values);

/** Trusted text, such as a column name chosen from a fixed list. Never pass input of a request. */
sql.raw = (text: string): Sql => new Sql([text], []);

/** Pieces joined by a separator; an empty list gives an empty piece. */
sql.join = (parts: readonly Sql[], separator: string): Sql => {
  if (parts.length === 0) return sql.raw('');
  const between = Array<string>(parts.length - 1).fill(separator);
  return new Sql(['', ...between, ''], parts);
};

/** `id ${inList(ids)}`: one parameter whatever the length, so the statement stays the same. */
export const inList = (values: readonly unknown[]): InList => new InList(values);

/**
 * A subquery as one JSON value: an array with an object for each row of `from`, which may end in an
 * ORDER BY. Read it with {@link jsonRowsOf}; instants in it are text, as `instant` reads them.
 * @param names columns of `from`
 */
export function jsonRows(names: readonly string[], from: Sql): Sql {
  const pairs = sql.raw(names.map((name) => `'${name}', "${name}"`).join(', '));
  return postgres
    ? sql`(SELECT COALESCE(json_agg(json_build_object(${pairs})), '[]'::json) FROM (${from}) j)`
    : sql`(SELECT json_group_array(json_object(${pairs})) FROM (${from}) j)`;
}

/** What {@link jsonRows} gave: parsed by the driver of PostgreSQL, text on SQLite. */
export const jsonRowsOf = <Row>(value: unknown): Row[] =>
  (typeof value === 'string' ? JSON.parse(value) : value) as Row[];

export interface Compiled {
  text: string;
  params: unknown[];
}

/** The text and parameters as the database in use wants them. */
export function compile(query: Sql): Compiled {
  const out: Compiled = { text: '', params: [] };
  append(query, out);
  return out;
}

function append(query: Sql, out: Compiled): void {
  query.strings.forEach((text, i) => {
    out.text += text;
    if (i >= query.values.length) return;
    const value = query.values[i];
    if (value instanceof Sql) append(value, out);
    else if (value instanceof InList) appendList(value, out);
    else appendValue(value, out);
  });
}

function appendValue(value: unknown, out: Compiled): void {
  out.params.push(bound(value));
  out.text += placeholder(out);
}

function appendList(list: InList, out: Compiled): void {
  const values = list.values.map(bound);
  out.params.push(postgres ? values : JSON.stringify(values));
  out.text += postgres
    ? `= ANY(${placeholder(out)})`
    : `IN (SELECT value FROM json_each(${placeholder(out)}))`;
}

const placeholder = (out: Compiled): string => (postgres ? `$${out.params.length}` : '?');

/** A value as the driver of the database in use takes it. */
export function bound(value: unknown): unknown {
  if (postgres) return value;
  if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('Z', '');
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value ?? null;
}

/** Text that has this in it, whatever signs of a pattern it holds. */
export const contains = (text: Sql, term: string): Sql =>
  sql`${text} LIKE ${`%${term.replace(/[!%_]/g, '!$&')}%`} ESCAPE '!'`;

/** Paths of sites that begin with one of these: at a site or below it. */
export function beginsWithAny(path: Sql, paths: readonly string[]): Sql {
  const each = paths.map((one) => sql`substr(${path}, 1, ${one.length}) = ${one}`);
  return paths.length === 0 ? sql.raw('1 = 0') : sql`(${sql.join(each, ' OR ')})`;
}
