import { fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../support/pg-server.cjs';
import '../support/templates.cjs';
import { Line, meets } from './figures';
import type { Report, Size } from './one-database';
import { plannerLines } from './planner.scene';

const whole: Size = {
  rush: { learners: 5000, classes: 60, capacity: 30, connections: 500, naive: 1000, rounds: 3 },
  pages: { requests: 3000, connections: 64, rounds: 3 },
  world: { classes: 1000, learners: 100_000, enrollments: 1_000_000 },
  preface: 10_000,
};
const smoke: Size = {
  rush: { learners: 600, classes: 12, capacity: 30, connections: 100, naive: 100, rounds: 1 },
  pages: { requests: 300, connections: 32, rounds: 1 },
  world: { classes: 80, learners: 2_000, enrollments: 10_000 },
  preface: 1_000,
};

/** npm run bench [-- --smoke]: ratios within one run, on both databases; exit 1 on a wrong result. */
async function main(): Promise<void> {
  const size = process.argv.includes('--smoke') ? smoke : whole;
  const counts = process.argv.includes('--smoke') ? [50, 100, 200] : [50, 100, 200, 400, 800];
  print('Planner, no database', { lines: plannerLines(counts), said: ['one process'] });
  const sqlite = { TEST_DATABASE: 'sqlite', DATABASE_URL: `sqlite:${join(tmpdir(), 'unused')}` };
  print('SQLite, one process', await run(sqlite, size));
  const server = await startPostgres({
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
  });
  try {
    const postgres = {
      TEST_DATABASE: 'postgres',
      TEST_PG_BASE: server.url,
      DATABASE_URL: server.url,
    };
    print('PostgreSQL, two processes', await run(postgres, size));
  } finally {
    await server.stop();
  }
}

function run(env: Record<string, string>, size: Size): Promise<Report> {
  const child = fork('scripts/run-ts.cjs', ['test/bench/one-database.ts', JSON.stringify(size)], {
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    child.once('message', (report) => resolve(report as Report));
    child.once('exit', (code) => reject(new Error(`the run ended with ${code}`)));
  });
}

const HEAD = ['scene', 'req/s', 'CPU µs/req', 'p50 ms', 'p99 ms', 'ratio', 'target', ''];

function print(title: string, { lines, said }: Report): void {
  const rows = [HEAD, ...lines.map(cells)];
  const widths = HEAD.map((_, i) => Math.max(...rows.map((row) => width(row[i]!))));
  process.stdout.write(`\n${title}: ${said.join('; ')}\n`);
  for (const row of rows)
    process.stdout.write(`${row.map((cell, i) => pad(cell, widths[i]!, i > 0)).join('  ')}\n`);
}

function cells(line: Line): string[] {
  const { scene, cost, ratio, target } = line;
  const figures = cost
    ? [
        cost.perSecond.toFixed(0),
        cost.cpuMicros.toFixed(0),
        cost.p50.toFixed(1),
        cost.p99.toFixed(1),
      ]
    : ['', '', '', ''];
  const limit = target?.least ? `≥ ${target.least}` : target?.most ? `≤ ${target.most}` : '';
  const verdict = limit === '' ? '' : meets(line) ? 'met' : 'MISSED';
  return [scene, ...figures, ratio === undefined ? '' : ratio.toFixed(2), limit, verdict];
}

/** Han characters take two columns of a terminal. */
const width = (text: string): number =>
  [...text].length + (text.match(/\p{Script=Han}/gu) ?? []).length;

const pad = (text: string, to: number, right: boolean): string =>
  right ? ' '.repeat(to - width(text)) + text : text + ' '.repeat(to - width(text));

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
