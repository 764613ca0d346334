import 'reflect-metadata';
import { loadWorld } from '../../src/demo/load-world';
import { seedDemo } from '../../src/demo/seed-demo';
import { newDatabase } from '../support/database';
import { drift, pulse } from './calibrate';
import { Crowd } from './crowd';
import type { Line } from './figures';
import { prefaceLines } from './preface.scene';
import { PagesSize, pagesScene, World } from './pages.scene';
import { RushSize, rushScene } from './rush.scene';
import { Servers } from './servers';

export interface Size {
  rush: RushSize;
  pages: PagesSize;
  world: { classes: number; learners: number; enrollments: number };
  /** Evenings to come whose queues are mended after a withdrawal. */
  preface: number;
}

export interface Report {
  lines: Line[];
  said: string[];
}

/** Every scene on one database; the parent chose which by the environment. */
async function main(size: Size): Promise<Report> {
  const processes = process.env.TEST_DATABASE === 'postgres' ? 2 : 1;
  const said: string[] = [];
  const demo = await world(null, processes);
  const before = await pulse(demo.servers);
  const lines = await rushScene(demo, size.rush);
  const begun = performance.now();
  const heavy = await world(size.world, processes);
  said.push(`load world made in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  lines.push(...(await pagesScene([demo, heavy], size.pages)));
  const heavyRush = await rushScene(heavy, size.rush);
  lines.push(againstDemo(lines[0]!, heavyRush[0]!));
  lines.push(...(await prefaceLines(size.preface)));
  const after = await pulse(demo.servers);
  said.push(...(['fdatasync', 'hello'] as const).map((n) => `${n} ${before[n].toFixed(2)}`));
  said.push(...drift(before, after));
  for (const one of [demo, heavy]) {
    await one.servers.stop();
    await one.drop();
  }
  return { lines, said };
}

const againstDemo = (demo: Line, heavy: Line): Line => ({
  scene: 'rush: load world, time against demo',
  cost: heavy.cost,
  ratio: demo.cost!.perSecond / heavy.cost!.perSecond,
  target: { most: 1.3 },
});

async function world(
  size: Size['world'] | null,
  processes: number,
): Promise<World & { drop(): Promise<void> }> {
  const test = await newDatabase();
  const now = new Date();
  await seedDemo(test.database, now, () => undefined);
  if (size) await loadWorld(test.database, now, size);
  const servers = await Servers.start(test.url, test.folder, processes);
  return { database: test.database, crowd: new Crowd(test.database), servers, drop: test.drop };
}

main(JSON.parse(process.argv[2]!) as Size).then(
  (report) => process.send!(report, () => process.exit(0)),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
