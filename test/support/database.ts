import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  await client.query(text);
  await client.end();
};

/** A database of one's own, migrated and empty: the kind that this run of the suite is for. */
export async function newDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'night-school-'));
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const postgres = process.env.TEST_DATABASE === 'postgres';
  if (postgres) await asAdmin(`CREATE DATABASE ${name}`);
  const url = postgres ? postgresUrl(name) : `sqlite:${join(folder, 'test.sqlite')}`;
  const database = await openDatabase({ databaseUrl: url }, entities);
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
