// npm run migrate | seed | admin | backup | restore: runs dist/cli/<name>.js with the arguments.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, root } from './prepare.mjs';

const name = process.argv[2] ?? '';
ensureBuilt();
const program = join(root, 'dist/cli', `${name}.js`);
if (!/^[a-z-]+$/.test(name) || !existsSync(program)) {
  process.stderr.write(`There is no command "${name}".\n`);
  process.exit(2);
}
process.argv.splice(1, 2, program);
await import(pathToFileURL(program).href);
