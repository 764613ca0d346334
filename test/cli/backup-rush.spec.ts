import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner';
import { copyPostgres } from '../../src/cli/postgres-backup.queries';
import { entities } from '../../src/entities';
import { sqliteFile } from '../../src/shared/database/data-source';
import { openDatabase } from '../../src/shared/database/open';
import { sql } from '../../src/shared/database/sql';
import { wrongCounters } from '../demo/counters';
import { newDatabase, TestDatabase } from '../support/database';
import { call, rush, startServer, tokens } from '../support/rush';
import { Learner, World } from '../support/world';
import { command, Ended } from './command';

jest.setTimeout(120_000);

const postgres = process.env.TEST_DATABASE === 'postgres';
const CLASSES = 20;
const LEARNERS = 150;
const AT_ONCE = 10;
const BEFORE = 200;

interface Scene {
  test: TestDatabase;
  elsewhere: TestDatabase;
  file: string;
  choices: [Learner, string][];
}

let scene: Scene;

beforeEach(async () => {
  const [test, elsewhere] = [await newDatabase(), await newDatabase()];
  await elsewhere.database.close();
  const world = await World.make(test.database, new Date());
  const classes: string[] = [];
  for (let i = 0; i < CLASSES; i++)
    classes.push((await world.nightClass({ capacity: 50, startsInDays: 7 + i })).id);
  const learners = await world.learners(LEARNERS);
  const choices = classes.flatMap((id) => learners.map((one): [Learner, string] => [one, id]));
  scene = { test, elsewhere, file: join(test.folder, 'of-monday.backup'), choices };
});

afterEach(async () => {
  await scene.test.drop();
  await scene.elsewhere.drop();
});

/**
 * Learners press all the time; once {@link BEFORE} places are acknowledged, `take` begins to copy.
 * @returns the ids of the places acknowledged before it began, and how many there were when it ended
 */
async function pressing(take: () => Promise<unknown>) {
  const server = await startServer(scene.test);
  const learners = [...new Set(scene.choices.map(([learner]) => learner))];
  const csrf = await tokens(server.port, `/classes/${scene.choices[0]![1]}`, learners);
  const acknowledged: string[] = [];
  let before: string[] | null = null;
  let ended = false;
  let taking: Promise<unknown> = Promise.resolve();
  const queue = [...scene.choices];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (queue.length > 0 && !ended) {
        const [answer] = await rush([server.port], [queue.shift()!], csrf);
        if (answer!.status === 201) acknowledged.push(answer!.body.enrollmentId);
        if (acknowledged.length < BEFORE || before) continue;
        before = [...acknowledged];
        taking = take().finally(() => (ended = true));
      }
    }),
  );
  await taking;
  await server.stop('SIGKILL');
  return { before: before ?? [], after: acknowledged.length };
}

/** What is wrong with the backup, once it is restored elsewhere. */
async function wrongs(before: string[]): Promise<string[]> {
  const ended: Ended = await command('restore', scene.file, scene.elsewhere);
  scene.elsewhere.database = await openDatabase({ databaseUrl: scene.elsewhere.url }, entities);
  if (ended.status !== 0) return [ended.said];
  const { database } = scene.elsewhere;
  const rows = await database.query<{ id: string }>(sql`SELECT id FROM enrollment`);
  const stored = new Set(rows.map((row) => row.id));
  const missing = before.filter((id) => !stored.has(id)).map((id) => `${id} is missing`);
  return [...missing, ...(await wrongCounters(database))];
}

it('holds every place acknowledged before it began, each counted, and serves elsewhere', async () => {
  const { before, after } = await pressing(async () => {
    expect(await command('backup', scene.file, scene.test)).toMatchObject({ status: 0 });
  });
  expect(after).toBeGreaterThan(before.length + AT_ONCE);
  expect(await wrongs(before)).toEqual([]);
  const server = await startServer(scene.elsewhere);
  const path = `/classes/${scene.choices[0]![1]}`;
  const { status, text } = await call({ port: server.port, path, cookie: '' });
  await server.stop('SIGKILL');
  expect(status).toBe(200);
  expect(text).toContain('书法体验');
});

it('would not if it were taken in the obvious way', async () => {
  const { before } = await pressing(async () => {
    if (postgres) await withoutSnapshot(() => copyPostgres(scene.test.url, scene.file));
    else copyFileSync(sqliteFile(scene.test.url), scene.file);
  });
  expect(await wrongs(before)).not.toEqual([]);
});

/** Each table is read as it is at its turn, some time after the one before it. */
async function withoutSnapshot(work: () => Promise<void>): Promise<void> {
  const { query } = PostgresQueryRunner.prototype;
  const loose = jest
    .spyOn(PostgresQueryRunner.prototype, 'query')
    .mockImplementation(async function (this: PostgresQueryRunner, text: string, ...rest) {
      if (text.startsWith('DECLARE')) await new Promise((resolve) => setTimeout(resolve, 20));
      return query.call(this, text.replace('ISOLATION LEVEL REPEATABLE READ ', ''), ...rest);
    });
  await work().finally(() => loose.mockRestore());
}
