import type { DataSource, QueryRunner } from 'typeorm';
import { openDataSource } from '../shared/database/data-source';
import { columnsOf, doneMigrations, openFile, tablesOf } from './backup-file.queries';

type Row = Record<string, unknown>;

const AT_ONCE = 1_000;

/**
 * Writes a PostgreSQL database into `to`, an empty file, which becomes a SQLite database of the same
 * schema. All tables are read in one snapshot; the app may go on.
 */
export async function copyPostgres(url: string, to: string): Promise<void> {
  const source = await openDataSource(url, 'reader', []);
  const file = await openFile(to);
  const runner = source.createQueryRunner();
  try {
    await runner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await makeSchema(file, await doneMigrations(source, 'the database'));
    await file.query('PRAGMA foreign_keys = OFF');
    await file.query('BEGIN IMMEDIATE');
    for (const table of await tablesOf(file)) await copyTable(runner, file, table);
    await file.query('COMMIT');
    await file.query('PRAGMA journal_mode = DELETE');
    await runner.query('COMMIT');
  } finally {
    await runner.release();
    await Promise.all([source.destroy(), file.destroy()]);
  }
}

/** The schema as it is in the database, which may be older than this version: no step more. */
async function makeSchema(file: DataSource, done: ReadonlySet<string>): Promise<void> {
  const steps = file.migrations.filter((one) => done.has(one.name ?? ''));
  file.migrations.splice(0, file.migrations.length, ...steps);
  await file.runMigrations();
}

async function copyTable(runner: QueryRunner, file: DataSource, table: string): Promise<void> {
  const columns = await columnsOf(file, table);
  const values = columns.map((name) => `json_extract(value, '$."${name}"')`);
  const insert = `INSERT INTO "${table}" (${list(columns)}) SELECT ${values.join(', ')} FROM json_each(?)`;
  // what a migration put there is in the database too
  await file.query(`DELETE FROM "${table}"`);
  await runner.query(`DECLARE taken NO SCROLL CURSOR FOR SELECT ${list(columns)} FROM "${table}"`);
  for (;;) {
    const rows = (await runner.query(`FETCH ${AT_ONCE} FROM taken`)) as Row[];
    if (rows.length === 0) break;
    await file.query(insert, [JSON.stringify(rows, sqliteValue)]);
  }
  await runner.query('CLOSE taken');
}

/** JSON asks an instant for its own text first, which has a T and a Z that SQLite's column lacks. */
function sqliteValue(this: Row, key: string, value: unknown): unknown {
  const own = this[key];
  return own instanceof Date ? own.toISOString().replace('T', ' ').replace('Z', '') : value;
}

/**
 * Replaces all rows of a PostgreSQL database by those of a prepared file, in one transaction: when
 * one of them is refused, everything stays as it was.
 */
export async function loadPostgres(from: string, url: string): Promise<void> {
  const target = await openDataSource(url, 'writer', []);
  const file = await openFile(from);
  try {
    await refuseInUse(target);
    await target.runMigrations();
    await target.transaction(async ({ queryRunner }) => {
      const runner = queryRunner!;
      await runner.query('SET LOCAL statement_timeout = 0');
      const tables = await tablesOf(file);
      await runner.query(`TRUNCATE ${list(tables)}`);
      const keys = await dropForeignKeys(runner);
      for (const table of tables) await loadTable(file, runner, table);
      for (const add of keys) await runner.query(add);
    });
  } finally {
    await Promise.all([target.destroy(), file.destroy()]);
  }
}

async function refuseInUse(target: DataSource): Promise<void> {
  const [row] = await target.query<{ n: string }[]>(
    `SELECT COUNT(*) AS n FROM pg_stat_activity WHERE datname = current_database()
     AND backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
  const others = Number(row?.n ?? 0);
  if (others > 0) throw new Error(`${others} connections use the database; stop the app first`);
}

/** Rows may then come in any order; adding the keys again proves them all. @returns how to add them */
async function dropForeignKeys(runner: QueryRunner): Promise<string[]> {
  const keys = (await runner.query(
    `SELECT format('ALTER TABLE %s', conrelid::regclass) AS change, quote_ident(conname) AS key,
       pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`,
  )) as { change: string; key: string; definition: string }[];
  for (const { change, key } of keys) await runner.query(`${change} DROP CONSTRAINT ${key}`);
  return keys.map(({ change, key, definition }) => `${change} ADD CONSTRAINT ${key} ${definition}`);
}

async function loadTable(file: DataSource, runner: QueryRunner, table: string): Promise<void> {
  const columns = list(await columnsOf(file, table));
  const page = `SELECT rowid AS "_row", ${columns} FROM "${table}" WHERE rowid > ? ORDER BY rowid LIMIT ${AT_ONCE}`;
  const insert = `INSERT INTO "${table}" (${columns})
    SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", $1)`;
  for (let last: unknown = 0; ;) {
    const rows = await file.query<Row[]>(page, [last]);
    if (rows.length === 0) return;
    await runner.query(insert, [JSON.stringify(rows)]);
    last = rows.at(-1)!['_row'];
  }
}

const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
