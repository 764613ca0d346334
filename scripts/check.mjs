// npm run check: everything a change must hold. With --ci also the build and the journeys.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, root } from './prepare.mjs';

ensureInstalled();
const ci = process.argv.includes('--ci');
const folder = mkdtempSync(join(tmpdir(), 'night-school-check-'));
const tool = (path) => join(root, 'node_modules', path);
const counts = { passed: 0, failed: 0, skipped: 0 };

/** Says how a step ended, and answers whether it is well. */
function sayEnd(title, status, begun) {
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  process.stdout.write(`== ${title}: ${status === 0 ? 'ok' : 'FAILED'} (${seconds} s)\n`);
  return status === 0;
}

function run(title, args, env = {}) {
  process.stdout.write(`\n== ${title}\n`);
  const begun = performance.now();
  const ended = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return sayEnd(title, ended.status, begun);
}

function step(title, ...args) {
  counts[run(title, args) ? 'passed' : 'failed']++;
}

/** One step of those that run beside others: what it says comes out whole when it ends. */
function beside([title, ...args]) {
  const begun = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (data) => (said += data));
    child.stderr.on('data', (data) => (said += data));
    child.on('close', (status) => {
      process.stdout.write(`\n== ${title}\n${said}`);
      counts[sayEnd(title, status, begun) ? 'passed' : 'failed']++;
      resolve();
    });
  });
}

/** Two rows of steps next to each other, each row one after the other. */
const inRows = (...rows) =>
  Promise.all(
    rows.map(async (steps) => {
      for (const one of steps) await beside(one);
    }),
  );

/** What Jest wrote about its run; nothing when it broke before the first spec. */
function report(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {
      numPassedTests: 0,
      numFailedTests: 0,
      numPendingTests: 0,
      numRuntimeErrorTestSuites: 0,
    };
  }
}

function specs(title, ...args) {
  const file = join(folder, `${title.replaceAll(/\W+/g, '-')}.json`);
  const jest = join(root, 'scripts/test.mjs');
  const ok = run(
    title,
    [jest, ...args, '--json', `--outputFile=${file}`],
    ci ? { CI: 'true' } : {},
  );
  const told = report(file);
  const failed = told.numFailedTests + told.numRuntimeErrorTestSuites;
  counts.passed += told.numPassedTests;
  counts.skipped += told.numPendingTests;
  counts.failed += ok ? failed : Math.max(failed, 1);
}

const config = ['--config', '.dependency-cruiser.cjs'];
await inRows(
  [['lint', tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0']],
  [
    ['types', tool('typescript/bin/tsc'), '-p', 'tsconfig.json', '--noEmit'],
    ['format', tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    ['dependency rules', tool('dependency-cruiser/bin/dependency-cruise.mjs'), ...config, 'src'],
    ['dead code', tool('knip/bin/knip.js'), '--no-config-hints'],
    ...(ci ? [['build', 'scripts/build.mjs']] : []),
  ],
);
specs('tests');
if (ci) {
  specs('journeys', '--config', 'jest.e2e.config.js');
  step('bench, short', 'scripts/bench.mjs', '--smoke');
}

rmSync(folder, { recursive: true, force: true });
const skipped = counts.skipped ? `, ${counts.skipped} skipped` : '';
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
process.exit(counts.failed === 0 ? 0 : 1);
