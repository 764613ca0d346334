import { parseArgs } from 'node:util';
import { loadWorld } from '../demo/load-world';
import { seedDemo } from '../demo/seed-demo';
import type { Config } from '../shared/config/config';
import type { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { withDatabase } from './open';

const USAGE = 'usage: npm run seed -- demo | load --classes N --learners N --enrollments N';

/** Fills an empty database: with the demo county, or with it and a world for load tests. */
async function seed(database: Database, config: Config): Promise<string> {
  if (config.production) throw new Error('invented people are refused in production');
  const number = { type: 'string' as const };
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    allowPositionals: true,
    options: { classes: number, learners: number, enrollments: number },
  });
  if (positionals[0] === 'demo') return demo(database);
  const size = {
    classes: Number(values.classes),
    learners: Number(values.learners),
    enrollments: Number(values.enrollments),
  };
  if (positionals[0] !== 'load' || Object.values(size).some(Number.isNaN)) throw new Error(USAGE);
  const said = await demo(database);
  const started = performance.now();
  await loadWorld(database, new Clock().now(), size);
  return `${said}\nload world added in ${((performance.now() - started) / 1000).toFixed(1)} s`;
}

async function demo(database: Database): Promise<string> {
  const said: string[] = [];
  await seedDemo(database, new Clock().now(), (line) => said.push(line));
  return said.join('\n') || 'the database is not empty: nothing was loaded';
}

void withDatabase(seed);
