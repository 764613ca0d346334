import { limitValues } from '../../src/scheduling/class-values.rules';
import type { NightClass } from '../../src/scheduling/night-class.entity';
import { sql } from '../../src/shared/database/sql';
import { seenText } from '../../src/shared/kernel/seen.rules';
import { inputMoment } from '../../src/shared/kernel/shanghai';
import { newDatabase, TestDatabase } from '../support/database';
import { call, Server, startServer, stopServers, tokens } from '../support/rush';
import { Learner, World } from '../support/world';

jest.setTimeout(120_000);

const PRESSES = 150;
const CHANGES = 10;
const processes = process.env.TEST_DATABASE === 'postgres' ? 2 : 1;

interface Scene {
  test: TestDatabase;
  world: World;
  c: NightClass;
  learners: Learner[];
  clerk: Learner;
}

async function scene(): Promise<Scene> {
  const test = await newDatabase();
  const world = await World.make(test.database, new Date());
  const c = await world.nightClass({ capacity: 10, minimum: 1, startsInDays: 7 });
  return {
    test,
    world,
    c,
    learners: await world.learners(PRESSES),
    clerk: await world.staff('clerk'),
  };
}

afterEach(stopServers);

/** In each round some learners press, and while they wait the clerk moves the number of seats. */
async function race(made: Scene, env: Record<string, string> = {}): Promise<string[]> {
  const servers: Server[] = [];
  for (let i = 0; i < processes; i++) servers.push(await startServer(made.test, env));
  const ports = servers.map((server) => server.port);
  const csrf = await tokens(ports[0]!, `/classes/${made.c.id}`, made.learners);
  const clerk = await clerkOf(made, ports.at(-1)!);
  const pressing: Promise<number>[] = [];
  const each = PRESSES / CHANGES;
  for (let round = 0; round < CHANGES; round++) {
    for (const learner of made.learners.slice(round * each, (round + 1) * each)) {
      const body = new URLSearchParams({ _csrf: csrf.get(learner.token)! }).toString();
      const path = `/classes/${made.c.id}/enrollments`;
      const port = ports[pressing.length % ports.length]!;
      pressing.push(send(port, path, learner, body));
    }
    await clerk.move(round);
  }
  const lost = (await Promise.all(pressing)).filter((status) => status !== 200 && status !== 201);
  return [
    ...(lost.length > 0 ? [`presses without a place: ${lost.join(' ')}`] : []),
    ...clerk.complaints(),
    ...(await wrongs(made)),
  ];
}

/** A connection that had been idle may be closed under a press; a browser sends it again, too. */
async function send(port: number, path: string, { token }: Learner, body: string): Promise<number> {
  for (let tries = 0; ; tries++) {
    const { status } = await call({ port, path, cookie: `sid=${token}`, body });
    if (status !== 0 || tries === 2) return status;
  }
}

/**
 * Moves the seats up by many, then, unless all are taken, down by some. Who was overtaken by presses
 * while the form was under way is refused, looks again and sends it again, as a clerk would.
 */
async function clerkOf({ test, world, c, clerk }: Scene, port: number) {
  const path = `/schools/${world.schoolId}/desk/classes/${c.id}/edit`;
  const _csrf = (await tokens(port, path, [clerk])).get(clerk.token)!;
  const done = { up: 0, down: 0, refused: 0, odd: [] as number[] };
  const ask = async (round: number): Promise<{ status: number; up: boolean }> => {
    const { taken, capacity, waiting } = await countersOf(test, c.id);
    const fewer = Math.max(taken, Math.min(capacity - 4, taken + 20));
    const more = round % 2 === 0 || fewer >= capacity;
    const next = more ? taken + waiting + 40 : fewer;
    const fields = {
      _csrf,
      seen: seenText(limitValues({ ...c, capacity })),
      teacherName: c.teacherName,
      capacity: String(next),
      minimum: '1',
      deskQuota: '0',
      closesAt: inputMoment(c.closesAt),
      explanation: '教室里的桌子搬进搬出',
    };
    const status = await send(port, path, clerk, new URLSearchParams(fields).toString());
    return { status, up: next > capacity };
  };
  const move = async (round: number): Promise<void> => {
    let answer = await ask(round);
    for (; answer.status === 422 && done.refused < 50; done.refused++) answer = await ask(round);
    if (answer.status === 303) done[answer.up ? 'up' : 'down'] += 1;
    else done.odd.push(answer.status);
  };
  const complaints = () => {
    const enough = done.up >= 3 && done.down >= 1 && done.odd.length === 0;
    return enough ? [] : [`the seats hardly moved: ${JSON.stringify(done)}`];
  };
  return { move, complaints };
}

const countersOf = async (test: TestDatabase, id: string) =>
  (await test.database.one<{ capacity: number; taken: number; waiting: number }>(
    sql`SELECT capacity, taken, waiting FROM night_class WHERE id = ${id}`,
  ))!;

/** What is wrong once everybody has been answered. */
async function wrongs({ test, c }: Scene): Promise<string[]> {
  const { capacity, taken, waiting } = await countersOf(test, c.id);
  const rows = await test.database.query<{ state: string; queue_number: number | null }>(
    sql`SELECT state, queue_number FROM enrollment WHERE class_id = ${c.id}`,
  );
  const seated = rows.filter((row) => row.state === 'enrolled');
  const queue = rows.filter((row) => row.state === 'waitlisted').map((row) => row.queue_number!);
  const promoted = seated.flatMap((row) => row.queue_number ?? []);
  const jumped = await test.database.one<{ n: unknown }>(
    sql`SELECT COUNT(*) AS n FROM decision
        WHERE class_id = ${c.id} AND kind = 'seated' AND waiting > 0`,
  );
  const found: string[] = [];
  if (rows.length !== PRESSES) found.push(`${rows.length} places for ${PRESSES} learners`);
  if (taken > capacity || seated.length > capacity) found.push('more seats than there are');
  if (taken !== seated.length || waiting !== queue.length) found.push('counters differ');
  if (waiting > 0 && taken < capacity) found.push('somebody waits beside a free seat');
  if (Math.max(0, ...promoted) > Math.min(Infinity, ...queue)) found.push('the queue was jumped');
  if (Number(jumped!.n) > 0) found.push('a newcomer was seated while others waited');
  const numbers = [...promoted, ...queue];
  if (new Set(numbers).size !== numbers.length) found.push('a queue number given twice');
  return [...found, ...(await gaps(test, c))];
}

/** Every published change begins where the one before it ended. */
async function gaps(test: TestDatabase, c: NightClass): Promise<string[]> {
  const rows = await test.database.query<{ steps: string }>(
    sql`SELECT steps FROM rule_change WHERE class_id = ${c.id} ORDER BY at, id`,
  );
  const steps = rows.map(
    (row) => (JSON.parse(row.steps) as { before: number; after: number }[])[0]!,
  );
  const broken = steps.some((step, i) => step.before !== (steps[i - 1]?.after ?? c.capacity));
  return broken ? ['a change is missing from the public list'] : [];
}

it(`keeps seats and queue right over ${CHANGES} changes of capacity during ${PRESSES} presses`, async () => {
  const made = await scene();
  expect(await race(made)).toEqual([]);
  await made.test.drop();
});

it('notices when the guard is off', async () => {
  const made = await scene();
  expect(await race(made, { GUARD: 'off' })).not.toEqual([]);
  await made.test.drop();
});
