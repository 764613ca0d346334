import { existsSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../shared/database/data-source';
import { migrations } from '../shared/database/migrations';

/** A backup is a SQLite file, whichever database it was taken from. */
export const openFile = (file: string): Promise<DataSource> =>
  openDataSource(`sqlite:${file}`, 'writer', []);

/** Writes what the last commit left into `to`, an empty file; the database may be in use. */
export async function copySqlite(from: string, to: string): Promise<void> {
  if (!existsSync(from)) throw new Error(`there is no database at ${from}`);
  const source = await openFile(from);
  try {
    await source.query('VACUUM INTO ?', [to]);
  } finally {
    await source.destroy();
  }
}

/**
 * Checks a copy of a backup and brings it up to this version. Everybody signs in again: a session
 * that was ended after the backup must not live on.
 * @throws Error when it is damaged, something else, or of a newer version
 */
export async function prepareFile(copy: string, name: string): Promise<void> {
  const source = await openFile(copy).catch((cause: unknown) => {
    throw new Error(`${name} is not a backup`, { cause });
  });
  try {
    await refuseUnsound(source, name);
    await source.runMigrations();
    await source.query('DELETE FROM session');
    await source.query('DELETE FROM password_reset');
    // no journal beside it: the file alone is the database
    await source.query('PRAGMA journal_mode = DELETE');
  } finally {
    await source.destroy();
  }
}

async function refuseUnsound(source: DataSource, name: string): Promise<void> {
  const [found] = await source.query<{ quick_check: string }[]>('PRAGMA quick_check(1)');
  if (found?.quick_check !== 'ok') throw new Error(`${name} is damaged: ${found?.quick_check}`);
  if (!(await tablesOf(source)).includes('setting'))
    throw new Error(`${name} is not a backup of the night school`);
  await doneMigrations(source, name);
  const broken = await source.query<unknown[]>('PRAGMA foreign_key_check');
  if (broken.length > 0) throw new Error(`${name} is damaged: a row points at a missing one`);
}

/** The steps that made a schema. @throws Error when this version does not know one of them */
export async function doneMigrations(source: DataSource, name: string): Promise<Set<string>> {
  const rows = await source.query<{ name: string }[]>('SELECT name FROM migrations');
  const known = new Set<string>(migrations.map((Migration) => new Migration().name));
  if (rows.some((row) => !known.has(row.name)))
    throw new Error(`${name} was made by a newer version of the night school`);
  return new Set(rows.map((row) => row.name));
}

/** The tables of a file; the list of migrations is the schema's, not the school's. */
export async function tablesOf(file: DataSource): Promise<string[]> {
  const rows = await file.query<{ name: string }[]>(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'migrations'
     AND name NOT LIKE 'sqlite%' ORDER BY name`,
  );
  return rows.map((row) => row.name);
}

export async function columnsOf(file: DataSource, table: string): Promise<string[]> {
  const found = 'SELECT name FROM pragma_table_info(?) ORDER BY cid';
  return (await file.query<{ name: string }[]>(found, [table])).map((row) => row.name);
}
