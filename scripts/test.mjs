// npm test [-- jest arguments]: the suite on SQLite and on PostgreSQL.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, root } from './prepare.mjs';

ensureInstalled();
const env = { ...process.env };
// a green run in CI must mean both databases
if (env.CI) env.REQUIRE_PG ??= '1';
const jest = join(root, 'node_modules/jest/bin/jest.js');
const ended = spawnSync(process.execPath, [jest, ...process.argv.slice(2)], {
  cwd: root,
  env,
  stdio: 'inherit',
});
process.exit(ended.status ?? 1);
