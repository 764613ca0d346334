import { sql } from '../../src/shared/database/sql';
import { newDatabase, TestDatabase } from '../support/database';
import { rush, Server, startServer, stopServers, tokens } from '../support/rush';
import { Learner, World } from '../support/world';

jest.setTimeout(120_000);

const LEARNERS = 60;
/** So few press in the same moment that the two presses of a person meet. */
const TOGETHER = 4;
const processes = process.env.TEST_DATABASE === 'postgres' ? 2 : 1;

afterEach(stopServers);

/** A few at a time press for two classes of the same hour at once; each process hears of one class only. */
async function race(test: TestDatabase, env: Record<string, string> = {}): Promise<string[]> {
  const world = await World.make(test.database, new Date());
  const startsAt = new Date(Date.now() + 7 * 86_400_000);
  const [one, other] = [
    await world.nightClass({ capacity: LEARNERS, startsAt }),
    await world.nightClass({
      capacity: LEARNERS,
      startsAt: new Date(startsAt.getTime() + 1_800_000),
    }),
  ];
  const learners = await world.learners(LEARNERS);
  const servers: Server[] = [];
  for (let i = 0; i < processes; i++) servers.push(await startServer(test, env));
  const ports = servers.map((server) => server.port);
  const csrf = await tokens(ports[0]!, `/classes/${one.id}`, learners);
  const statuses: number[] = [];
  for (let i = 0; i < LEARNERS; i += TOGETHER) {
    const choices = learners.slice(i, i + TOGETHER).flatMap((learner): [Learner, string][] => [
      [learner, one.id],
      [learner, other.id],
    ]);
    statuses.push(...(await rush(ports, choices, csrf)).map((answer) => answer.status));
  }
  return wrongs(test, statuses);
}

async function wrongs({ database }: TestDatabase, statuses: number[]): Promise<string[]> {
  const row = await database.one<{ doubled: unknown; seated: unknown }>(
    sql`SELECT COUNT(CASE WHEN n > 1 THEN 1 END) AS doubled, COUNT(*) AS seated FROM
          (SELECT COUNT(*) AS n FROM enrollment WHERE state = 'enrolled' GROUP BY profile_id) person`,
  );
  const [doubled, seated] = [Number(row!.doubled), Number(row!.seated)];
  const found: string[] = [];
  if (doubled > 0) found.push(`${doubled} people sit in two rooms at once`);
  if (seated !== LEARNERS) found.push(`${seated} of ${LEARNERS} have a seat`);
  if (statuses.some((status) => status !== 201 && status !== 422))
    found.push(`answers ${[...new Set(statuses)].join(' ')}`);
  return found;
}

it('gives nobody two seats of the same hour, whatever the devices', async () => {
  const test = await newDatabase();
  expect(await race(test)).toEqual([]);
  await test.drop();
});

it('notices when the guard is off', async () => {
  const test = await newDatabase();
  expect(await race(test, { GUARD: 'off' })).not.toEqual([]);
  await test.drop();
});
