// npm run bench [-- --smoke]: hot paths as ratios within one run, on both databases.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, root } from './prepare.mjs';

ensureInstalled();
const args = [join(root, 'scripts/run-ts.cjs'), 'test/bench/bench.ts', ...process.argv.slice(2)];
const ended = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
process.exit(ended.status ?? 1);
