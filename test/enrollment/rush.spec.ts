import type { NightClass } from '../../src/scheduling/night-class.entity';
import { sql } from '../../src/shared/database/sql';
import { newDatabase, TestDatabase } from '../support/database';
import { rush, Server, startServer, stopServers, tokens, wrongs } from '../support/rush';
import { Learner, World } from '../support/world';

jest.setTimeout(120_000);

const CLASSES = 20;
const LEARNERS = 500;
const processes = process.env.TEST_DATABASE === 'postgres' ? 2 : 1;

interface Scene {
  test: TestDatabase;
  classes: NightClass[];
  learners: Learner[];
}

async function scene(learners = LEARNERS): Promise<Scene> {
  const test = await newDatabase();
  const world = await World.make(test.database, new Date());
  const classes: NightClass[] = [];
  for (let i = 0; i < CLASSES; i++)
    classes.push(await world.nightClass({ capacity: 10, startsInDays: 7 + i }));
  return { test, classes, learners: await world.learners(learners) };
}

/** Every learner wants one class, and those who want the same press one after the other. */
const wishes = ({ classes, learners }: Scene): [Learner, string][] =>
  learners.map((learner, i) => [learner, classes[Math.floor((i * CLASSES) / learners.length)]!.id]);

async function run(made: Scene, env: Record<string, string> = {}) {
  const servers: Server[] = [];
  for (let i = 0; i < processes; i++) servers.push(await startServer(made.test, env));
  const ports = servers.map((server) => server.port);
  const csrf = await tokens(ports[0]!, `/classes/${made.classes[0]!.id}`, made.learners);
  const answers = await rush(ports, wishes(made), csrf);
  return wrongs(made.test.database, answers);
}

afterEach(stopServers);

it(`sells ${CLASSES} classes exactly to ${LEARNERS} learners over HTTP`, async () => {
  const made = await scene();
  expect(await run(made)).toEqual([]);
  await made.test.drop();
});

it('notices when the guard is off', async () => {
  const made = await scene();
  expect(await run(made, { GUARD: 'off' })).not.toEqual([]);
  await made.test.drop();
});

it('keeps every acknowledged place over kill -9, and none that was refused', async () => {
  const made = await scene();
  const server = await startServer(made.test);
  const csrf = await tokens(server.port, `/classes/${made.classes[0]!.id}`, made.learners);
  const rushing = rush([server.port], wishes(made), csrf);
  setTimeout(() => void server.stop('SIGKILL'), 60);
  const answers = await rushing;
  await server.stop('SIGKILL');
  const again = await startServer(made.test);
  const rows = await made.test.database.query<{ id: string; profile_id: string; class_id: string }>(
    sql`SELECT id, profile_id, class_id FROM enrollment`,
  );
  const stored = new Set(rows.map((row) => row.id));
  const acknowledged = answers.filter((one) => one.status === 201 || one.status === 200);
  const refused = answers.filter((one) => one.status === 422);
  expect(acknowledged.filter((one) => !stored.has(one.body.enrollmentId))).toEqual([]);
  expect(
    refused.filter((one) => rows.some((row) => row.profile_id === one.learner.profileId)),
  ).toEqual([]);
  const after = await rush([again.port], wishes(made), csrf);
  expect(after.filter((one) => one.status !== 200 && one.status !== 201)).toEqual([]);
  expect(await wrongs(made.test.database, [])).toEqual([]);
  await made.test.drop();
});
