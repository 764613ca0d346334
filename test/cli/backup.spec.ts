import { readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { seedDemo } from '../../src/demo/seed-demo';
import { entities } from '../../src/entities';
import { holdFolder } from '../../src/shared/database/one-process';
import { openDatabase } from '../../src/shared/database/open';
import { sql } from '../../src/shared/database/sql';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { LAST_BACKUP } from '../../src/shared/web/installation';
import { Setting } from '../../src/shared/web/request-records.entity';
import { newDatabase, TestDatabase } from '../support/database';
import { command } from './command';

jest.setTimeout(60_000);

const postgres = process.env.TEST_DATABASE === 'postgres';
let test: TestDatabase;
let file: string;

beforeEach(async () => {
  test = await newDatabase();
  file = join(test.folder, 'of-monday.backup');
});
afterEach(() => test.drop());

const say = (value: string, name = 'notice') =>
  test.database.write((tx) => tx.save(Setting, { name, value }));

/** The connections of the test closed, as those of a stopped app are. */
async function stopped<T>(work: () => Promise<T>): Promise<T> {
  await test.database.close();
  try {
    return await work();
  } finally {
    test.database = await openDatabase({ databaseUrl: test.url }, entities);
  }
}

async function heard(name = 'notice'): Promise<string | undefined> {
  const query = sql`SELECT value FROM setting WHERE name = ${name}`;
  return (await test.database.one<{ value: string }>(query))?.value;
}

const TABLES = ['site', 'account', 'profile', 'consent', 'night_class', 'class_session'];
TABLES.push('enrollment', 'audit_entry', 'calendar_day', 'outbox_message');

/** Every row of the tables that matter, as the driver reads it. */
async function everything(): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const table of TABLES)
    found[table] = await test.database.query(sql`SELECT * FROM ${sql.raw(table)} ORDER BY id`);
  return found;
}

it('puts every row back as it was, and asks everybody to sign in again', async () => {
  await seedDemo(test.database, instantOf('2026-11-24', '10:00'), () => undefined);
  await say('before');
  const before = await everything();
  expect(before['enrollment']!.length).toBeGreaterThan(100);
  expect(await command('backup', file, test)).toMatchObject({ status: 0 });

  await say('after');
  await test.database.write((tx) =>
    test.database.execute(tx, sql`UPDATE night_class SET title = 'x', taken = 0`),
  );
  expect(await stopped(() => command('restore', file, test))).toMatchObject({ status: 0 });
  expect(await heard()).toBe('before');
  expect(await everything()).toEqual(before);
  expect(await test.database.query(sql`SELECT * FROM session`)).toEqual([]);
});

it('is a file for its owner alone, and the county sees how old it is', async () => {
  const began = new Date();
  expect(await command('backup', file, test)).toMatchObject({ status: 0 });
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(readdirSync(test.folder).filter((name) => name.startsWith('of-monday'))).toHaveLength(1);
  const at = new Date((await heard(LAST_BACKUP))!);
  expect(at.getTime()).toBeGreaterThanOrEqual(began.getTime());
  expect(at.getTime()).toBeLessThanOrEqual(new Date().getTime());
});

it('is one and the same file from either database', async () => {
  await say('before');
  await command('backup', file, test);
  const found = new Sqlite(file, { readonly: true });
  expect(found.pragma('integrity_check', { simple: true })).toBe('ok');
  const told = found.prepare(`SELECT value FROM setting WHERE name = 'notice'`).pluck().get();
  expect(told).toBe('before');
  found.close();
});

it('never writes over a file, and makes no folder', async () => {
  writeFileSync(file, 'letters');
  expect((await command('backup', file, test)).said).toContain('is there already');
  expect(statSync(file).size).toBe(7);
  const nowhere = join(test.folder, 'stick', 'backup');
  expect((await command('backup', nowhere, test)).said).toContain('there is no folder');
  expect((await command('backup', '', test)).said).toContain('usage');
});

describe('what cannot be restored leaves the database as it was:', () => {
  const refused = async (why: RegExp | string) => {
    await say('here');
    const ended = await stopped(() => command('restore', file, test));
    expect(ended.status).toBe(1);
    expect(ended.said).toMatch(why);
    expect(await heard()).toBe('here');
    expect(readdirSync(test.folder).filter((name) => /restoring|replaced/.test(name))).toEqual([]);
  };

  it('a letter', async () => {
    writeFileSync(file, 'no database at all, but long enough to be read as one'.repeat(40));
    await refused('is not a backup');
  });

  it('another program’s database', async () => {
    const other = new Sqlite(file);
    other.exec('CREATE TABLE recipe (name TEXT)');
    other.close();
    await refused('is not a backup of the night school');
  });

  it('half a backup', async () => {
    await command('backup', file, test);
    truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096);
    await refused(/damaged|malformed|not a backup/);
  });

  it('a backup of a newer version', async () => {
    await command('backup', file, test);
    const newer = new Sqlite(file);
    newer.exec(`INSERT INTO migrations (timestamp, name) VALUES (1, 'FromTheFuture')`);
    newer.close();
    await refused('newer version');
  });

  it('a backup with a row that points at none', async () => {
    await command('backup', file, test);
    const broken = new Sqlite(file);
    broken.pragma('foreign_keys = OFF');
    broken.exec(`INSERT INTO school (id, site_id, name, principal, phone, address, step_free)
                 VALUES ('a', 'nowhere', 'b', 'c', 'd', 'e', 0)`);
    broken.close();
    await refused('points at a missing one');
  });
});

it('is not restored while the app runs', async () => {
  await say('here');
  await command('backup', file, test);
  const release = postgres ? () => undefined : holdFolder(test.folder);
  const ended = await command('restore', file, test);
  release();
  expect(ended.status).toBe(1);
  expect(ended.said).toMatch(postgres ? /\d connections use the database/ : /another process/);
  expect(await heard()).toBe('here');
});

(postgres ? describe.skip : describe)('on SQLite', () => {
  it('the database before it stays beside it', async () => {
    await command('backup', file, test);
    await say('after');
    const { said } = await stopped(() => command('restore', file, test));
    const [aside] = readdirSync(test.folder).filter((one) => /replaced-\d{8}T\d{6}Z$/.test(one));
    expect(said).toContain(aside);
    const old = new Sqlite(join(test.folder, aside!), { readonly: true });
    expect(old.prepare(`SELECT value FROM setting WHERE name = 'notice'`).pluck().get()).toBe(
      'after',
    );
    old.close();
  });
});

(postgres ? describe : describe.skip)('on PostgreSQL', () => {
  it('the backup moves the school to SQLite', async () => {
    await seedDemo(test.database, instantOf('2026-11-24', '10:00'), () => undefined);
    await command('backup', file, test);
    const folder = join(test.folder, 'small');
    const url = `sqlite:${join(folder, 'moved.sqlite')}`;
    expect(await command('restore', file, { url, folder })).toMatchObject({ status: 0 });
    const moved = new Sqlite(join(folder, 'moved.sqlite'), { readonly: true });
    const count = (table: string) =>
      moved.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get() as number;
    const before = await everything();
    expect(Object.fromEntries(TABLES.map((table) => [table, count(table)]))).toEqual(
      Object.fromEntries(TABLES.map((table) => [table, before[table]!.length])),
    );
    const startsAt = moved.prepare('SELECT starts_at FROM night_class').pluck().get();
    expect(startsAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/);
    moved.close();
    rmSync(folder, { recursive: true });
  });
});
