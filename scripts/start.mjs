// npm start: from a fresh clone to a running app. The app runs in this very process, so that a stop
// signal reaches it and its exit code is ours.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { ensureBuilt, root } from './prepare.mjs';
import { stopWithNpm } from './with-npm.mjs';

ensureBuilt();
stopWithNpm();
const main = join(root, 'dist/main.js');
process.argv.splice(1, 1, main);
await import(pathToFileURL(main).href);
