import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Client } from 'pg';
import { entities } from '../../src/entities';
import type { Database } from '../../src/shared/database/database';
import { openDatabase } from '../../src/shared/database/open';

export interface TestDatabase {
  /** A test that closes it puts another in its place. */
  database: Database;
  url: string;
  folder: string;
  drop(): Promise<void>;
}

const asAdmin = async (text: string): Promise<void> => {
  const client = new Client({ connectionString: process.env.TEST_PG_BASE });
  await client.connect();
  await client.query(text).finally(() => client.end());
};

/** Migrates a database at this address, and leaves nobody connected to it. */
const migrate = async (databaseUrl: string): Promise<void> =>
  (await openDatabase({ databaseUrl }, entities)).close();

/** One migrated database for all specs of a run, which they copy: whoever comes first makes it. */
const templates = process.env.TEST_TEMPLATES!;

async function copySqlite(file: string): Promise<string> {
  const template = join(templates, 'migrated.sqlite');
  if (!existsSync(template)) {
    const made = join(templates, `${randomUUID()}.sqlite`);
    await migrate(`sqlite:${made}`);
    renameSync(made, template);
  }
  copyFileSync(template, file);
  return `sqlite:${file}`;
}

const newName = (): string => `t_${randomUUID().replaceAll('-', '')}`;

async function copyPostgres(name: string): Promise<string> {
  const template = basename(templates);
  const copy = () => asAdmin(`CREATE DATABASE ${name} TEMPLATE "${template}"`);
  await copy().catch(async () => {
    const made = newName();
    await asAdmin(`CREATE DATABASE ${made}`);
    await migrate(postgresUrl(made));
    // another worker may have been faster
    await asAdmin(`ALTER DATABASE ${made} RENAME TO "${template}"`).catch(() => undefined);
    await copy();
  });
  return postgresUrl(name);
}

/** A database of one's own, migrated and empty: the kind that this run of the suite is for. */
export async function newDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'night-school-'));
  const name = newName();
  const postgres = process.env.TEST_DATABASE === 'postgres';
  const url = await (postgres ? copyPostgres(name) : copySqlite(join(folder, 'test.sqlite')));
  const database = await openDatabase({ databaseUrl: url }, entities, false);
  const made: TestDatabase = {
    database,
    url,
    folder,
    drop: async () => {
      await made.database.close();
      if (postgres) await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return made;
}

/** The administrator's URL with another database in it. */
function postgresUrl(name: string): string {
  const base = process.env.TEST_PG_BASE!;
  return base.replace(/^(postgres(?:ql)?:\/\/[^/]*)\/[^?]*/, `$1/${name}`);
}
