// npm run dev: compiles on every change and starts the app anew; views and styles count as changes.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, root } from './prepare.mjs';
import { stopWithNpm } from './with-npm.mjs';

ensureBuilt();
// from here on the compiler writes dist; npm start must not take it for a finished build
rmSync(join(root, 'dist/.built-from'), { force: true });
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const flags = ['-p', join(root, 'tsconfig.build.json'), '--watch', '--preserveWatchOutput'];
const compiler = spawn(process.execPath, [tsc, ...flags], {
  stdio: ['ignore', 'inherit', 'inherit'],
});

let app;
let timer;
function start() {
  app = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/main.js')], {
    cwd: root,
    stdio: 'inherit',
  });
}
function restart() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (app.exitCode !== null) return start();
    app.removeAllListeners('exit').once('exit', start);
    app.kill('SIGTERM');
  }, 300);
}
for (const folder of ['dist', 'views', 'public']) {
  mkdirSync(join(root, folder), { recursive: true });
  watch(join(root, folder), { recursive: true }, restart);
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    clearTimeout(timer);
    compiler.kill();
    app.removeAllListeners('exit').once('exit', (code) => process.exit(code ?? 0));
    app.kill('SIGTERM');
  });
}
stopWithNpm();
start();
