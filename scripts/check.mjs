// npm run check: everything a change must hold. With --ci also the build and the journeys.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, root } from './prepare.mjs';

ensureInstalled();
const ci = process.argv.includes('--ci');
const folder = mkdtempSync(join(tmpdir(), 'night-school-check-'));
const tool = (path) => join(root, 'node_modules', path);
const counts = { passed: 0, failed: 0, skipped: 0 };

function run(title, args, env = {}) {
  process.stdout.write(`\n== ${title}\n`);
  const begun = performance.now();
  const ended = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const ok = ended.status === 0;
  process.stdout.write(`== ${title}: ${ok ? 'ok' : 'FAILED'} (${seconds} s)\n`);
  return ok;
}

function step(title, ...args) {
  counts[run(title, args) ? 'passed' : 'failed']++;
}

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

step('format', tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.');
step('lint', tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0');
step('types', tool('typescript/bin/tsc'), '-p', 'tsconfig.json', '--noEmit');
step(
  'dependency rules',
  tool('dependency-cruiser/bin/dependency-cruise.mjs'),
  ...['--config', '.dependency-cruiser.cjs', 'src'],
);
step('dead code', tool('knip/bin/knip.js'), '--no-config-hints');
if (ci) step('build', 'scripts/build.mjs');
specs('tests');
if (ci) {
  specs('journeys', '--config', 'jest.e2e.config.js');
  step('bench, short', 'scripts/bench.mjs', '--smoke');
}

rmSync(folder, { recursive: true, force: true });
const skipped = counts.skipped ? `, ${counts.skipped} skipped` : '';
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
process.exit(counts.failed === 0 ? 0 : 1);
