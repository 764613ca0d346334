import type { NightClass } from '../../src/scheduling/night-class.entity';
import { sql } from '../../src/shared/database/sql';
import { newDatabase } from '../support/database';
import { startPostgres } from '../support/pg-server.cjs';
import { rush, startServer, stopServers, tokens, wrongs } from '../support/rush';
import { World } from '../support/world';

jest.setTimeout(180_000);

const CLASSES = 20;
const LEARNERS = 400;
const RESTARTS = 4;

afterEach(stopServers);

const onlyPostgres = process.env.TEST_DATABASE === 'postgres' ? it : it.skip;

/** Quality I5: killed and started again four times while everybody presses, and presses again. */
onlyPostgres(
  'loses no acknowledged seat when PostgreSQL dies in the middle of a rush',
  async () => {
    const server = await startPostgres();
    if (!server.restart) throw new Error('TEST_PG_URL names a server that this test may not kill');
    const shared = process.env.TEST_PG_BASE;
    process.env.TEST_PG_BASE = server.url;
    const test = await newDatabase().finally(() => (process.env.TEST_PG_BASE = shared));
    const world = await World.make(test.database, new Date());
    const classes: NightClass[] = [];
    for (let i = 0; i < CLASSES; i++)
      classes.push(await world.nightClass({ capacity: 10, startsInDays: 7 + i }));
    const learners = await world.learners(LEARNERS);
    const apps = [await startServer(test), await startServer(test)];
    const ports = apps.map((app) => app.port);
    const csrf = await tokens(ports[0]!, `/classes/${classes[0]!.id}`, learners);
    const choices = learners.flatMap((learner, i) =>
      [0, 7].map((step): [typeof learner, string] => [learner, classes[(i + step) % CLASSES]!.id]),
    );
    const rushing = rush(ports, choices, csrf, 200);
    for (let i = 0; i < RESTARTS; i++) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      await server.restart();
    }
    const answers = await rushing;
    expect(answers.filter((one) => one.status !== 200 && one.status !== 201)).toEqual([]);
    const rows = await test.database.query<{ id: string }>(sql`SELECT id FROM enrollment`);
    const stored = new Set(rows.map((row) => row.id));
    expect(answers.filter((one) => !stored.has(one.body.enrollmentId))).toEqual([]);
    expect(rows).toHaveLength(choices.length);
    expect(await wrongs(test.database, [])).toEqual([]);
    expect(apps.map((app) => app.process.exitCode)).toEqual([null, null]);
    await test.database.close();
    await server.stop();
  },
);
