import { press, Presser } from './crowd';
import { costOf, Line, Round } from './figures';
import { measure } from './measure';
import type { World } from './pages.scene';
import { checkRush, WrongResult } from './truth';

export interface RushSize {
  learners: number;
  classes: number;
  capacity: number;
  connections: number;
  /** Presses of the naive way in a round; it is too slow for all. */
  naive: number;
  rounds: number;
}

/**
 * 抢课 at county scale: in every round fresh learners press once each for fresh classes; the same
 * people then send an empty form to the same app, and others press with one transaction a request.
 */
export async function rushScene(world: World, size: RushSize): Promise<Line[]> {
  const { servers } = world;
  const batched: Round[] = [];
  const empty: Round[] = [];
  const naive: Round[] = [];
  for (let i = 0; i <= size.rounds; i++) {
    const made = [await rush(world, size, size.learners)];
    const { connections } = size;
    const nothing = await measure(servers, made[0]!.pressers.map(emptyForm), connections);
    if (nothing.hits.some((hit) => hit.status !== 201))
      throw new WrongResult('an empty form failed');
    await servers.tell({ do: 'batch', on: false });
    made.push(await rush(world, size, size.naive));
    await servers.tell({ do: 'batch', on: true });
    if (i === 0) continue; // the first round warms the code and the caches
    batched.push(made[0]!.round);
    empty.push(nothing);
    naive.push(made[1]!.round);
  }
  return lines(batched, empty, naive, size);
}

const emptyForm = (one: Presser): Buffer => press('/bench/empty', one);

async function rush({ crowd, database, servers }: World, size: RushSize, learners: number) {
  const pressers = await crowd.pressers(learners);
  const classes = await crowd.classes(size.classes, size.capacity);
  const wish = (i: number) =>
    classes[Math.floor(Math.random() * classes.length + i) % classes.length]!;
  const requests = pressers.map((one, i) => press(`/classes/${wish(i)}/enrollments`, one));
  const round = await measure(servers, requests, size.connections);
  await checkRush(database, classes, round.hits);
  return { pressers, round };
}

function lines(batched: Round[], empty: Round[], naive: Round[], size: RushSize): Line[] {
  const [b, e, n] = [costOf(batched), costOf(empty), costOf(naive)];
  const what = `${size.learners} learners, ${size.classes} × ${size.capacity} seats, ${size.connections} connections`;
  return [
    { scene: `rush: ${what}`, cost: b },
    {
      scene: 'rush against an empty POST of the same app',
      cost: e,
      ratio: b.perSecond / e.perSecond,
      target: { least: 0.5 },
    },
    {
      scene: 'rush against one transaction a request',
      cost: n,
      ratio: b.perSecond / n.perSecond,
      target: { least: 4 },
    },
    { scene: 'rush: decisions a second', cost: null, ratio: b.perSecond, target: { least: 1500 } },
    { scene: 'rush: p99 in seconds', cost: null, ratio: b.p99 / 1000, target: { most: 2 } },
  ];
}
