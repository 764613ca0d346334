import type { Database } from '../../src/shared/database/database';
import { sql } from '../../src/shared/database/sql';
import { Crowd, press, Presser } from './crowd';
import { costOf, Line, Round } from './figures';
import { bytesOf, load } from './load';
import { measure, times } from './measure';
import type { Servers } from './servers';
import { WrongResult } from './truth';

export interface World {
  database: Database;
  crowd: Crowd;
  servers: Servers;
}

export interface PagesSize {
  requests: number;
  connections: number;
  rounds: number;
}

interface Scene {
  name: string;
  request: Buffer;
  share: number;
}

/** Pages of the demo county and of the load world, in turn, and bytes from memory between them. */
export async function pagesScene(worlds: World[], size: PagesSize): Promise<Line[]> {
  const [demo, heavy] = [await scenes(worlds[0]!), await scenes(worlds[1]!)];
  const found = demo.map(() => ({ demo: [] as Round[], heavy: [] as Round[] }));
  for (let i = 0; i <= size.rounds; i++)
    for (let s = 0; s < demo.length; s++) {
      const rounds = [
        await page(worlds[0]!.servers, demo[s]!, size),
        await page(worlds[1]!.servers, heavy[s]!, size),
      ] as const;
      if (i === 0) continue;
      found[s]!.demo.push(rounds[0]);
      found[s]!.heavy.push(rounds[1]);
    }
  return lines(demo, found);
}

async function page(servers: Servers, scene: Scene, size: PagesSize): Promise<Round> {
  const requests = times(Math.ceil(size.requests * scene.share), scene.request);
  const round = await measure(servers, requests, size.connections);
  const bad = round.hits.find((hit) => hit.status !== 200);
  if (bad) throw new WrongResult(`${scene.name} answered ${bad.status}`);
  return round;
}

/** What is asked for: the same pages in either world. */
async function scenes({ database, crowd, servers }: World): Promise<Scene[]> {
  const learner = await withPlaces(crowd, servers);
  const open = await database.one<{ id: string }>(
    sql`SELECT id FROM night_class WHERE state = 'published' AND opens_at < ${new Date()}
        AND closes_at > ${new Date()} AND session_count > 1 ORDER BY id LIMIT 1`,
  );
  const gzip = { 'accept-encoding': 'gzip' };
  const mine = { ...gzip, cookie: learner.cookie };
  const catalogue = bytesOf('GET', '/classes', gzip);
  const { hits } = await load({ ports: servers.ports, connections: 1 }, [catalogue]);
  await servers.tell({ do: 'static', bytes: hits[0]!.bytes });
  const path = `/classes/${open!.id}`;
  return [
    {
      name: 'static buffer of the catalogue’s size',
      request: bytesOf('GET', '/bench/static'),
      share: 1,
    },
    { name: 'catalogue, visitor', request: catalogue, share: 1 },
    { name: 'class page, visitor', request: bytesOf('GET', path, gzip), share: 1 },
    { name: 'class page, learner', request: bytesOf('GET', path, mine), share: 0.3 },
    { name: '我的夜校', request: bytesOf('GET', '/my', mine), share: 0.3 },
  ];
}

/** A learner with three places. */
async function withPlaces(crowd: Crowd, servers: Servers): Promise<Presser> {
  const [learner] = (await crowd.pressers(1)) as [Presser];
  const presses = (await crowd.classes(3, 30)).map((id) =>
    press(`/classes/${id}/enrollments`, learner),
  );
  const { hits } = await load({ ports: servers.ports, connections: 1 }, presses);
  if (hits.some((hit) => hit.status !== 201)) throw new WrongResult('no places for the learner');
  return learner;
}

function lines(list: Scene[], found: { demo: Round[]; heavy: Round[] }[]): Line[] {
  const still = costOf(found[0]!.demo);
  return list.flatMap(({ name }, i) => {
    const [demo, heavy] = [costOf(found[i]!.demo), costOf(found[i]!.heavy)];
    const line: Line = { scene: name, cost: demo };
    if (i === 0) return [line];
    const against: Line = {
      scene: `${name}: load world, time against demo`,
      cost: heavy,
      ratio: demo.perSecond / heavy.perSecond,
      target: { most: 1.3 },
    };
    if (name !== 'catalogue, visitor') return [line, against];
    return [{ ...line, ratio: demo.perSecond / still.perSecond, target: { least: 0.5 } }, against];
  });
}
