// Installs the packages and builds the app when that is needed. Plain Node: nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);
const builtStamp = at('dist/.built-from');

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const say = (text) => process.stderr.write(`${text}\n`);

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(relative(root, file)).update(readFileSync(file));
  return hash.digest('hex');
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  say(`Night school needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}

function run(command, args, options = {}) {
  const ended = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (ended.error) say(String(ended.error));
  if (ended.status !== 0) process.exit(ended.status ?? 1);
}

/** Whether node_modules holds what the lockfile names; what is optional may be for other machines. */
function isInstalled() {
  const done = at('node_modules/.package-lock.json');
  if (!existsSync(done)) return false;
  const there = JSON.parse(read(done)).packages;
  const wanted = JSON.parse(read(at('package-lock.json'))).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (there[path] ? there[path].version === version : optional),
  );
}

function install() {
  if (isInstalled()) return;
  say('Installing packages (once; a few minutes) …');
  // the compiler is a development package, and NODE_ENV=production would leave it out
  const flags = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  const env = { ...process.env };
  // Node's own headers, where they lie beside it, save a download when the SQLite driver is compiled
  const prefix = dirname(dirname(process.execPath));
  if (existsSync(join(prefix, 'include/node/node.h'))) env.npm_config_nodedir ??= prefix;
  if (npm?.endsWith('.js')) run(process.execPath, [npm, ...flags], { env });
  else run('npm', flags, { env, shell: process.platform === 'win32' });
}

function sources() {
  const inSrc = readdirSync(at('src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return [...inSrc, at('tsconfig.json'), at('tsconfig.build.json'), at('package-lock.json')].sort();
}

/** A fresh folder, so that nothing of a removed file stays. */
function build() {
  const from = digest(sources());
  rmSync(at('dist'), { recursive: true, force: true });
  run(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', at('tsconfig.build.json')]);
  writeFileSync(builtStamp, from);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two processes started together must not install or build over each other. */
function alone(work) {
  const lock = at('.cache/prepare.lock');
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isAlive(Number(read(lock)) || -1))
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
      else rmSync(lock, { force: true });
    }
  }
  const free = () => rmSync(lock, { force: true });
  process.once('exit', free);
  work();
  process.removeListener('exit', free);
  free();
}

/** Makes sure that the packages are installed as the lockfile says. */
export function ensureInstalled() {
  refuseOldNode();
  if (!isInstalled()) alone(install);
}

/** Makes sure that dist is built from the sources as they are now. */
export function ensureBuilt() {
  ensureInstalled();
  const isBuilt = () => read(builtStamp) === digest(sources());
  if (isBuilt()) return;
  alone(() => {
    if (isBuilt()) return;
    say('Building …');
    build();
  });
}

/** Compiles src to dist, needed or not. */
export function rebuild() {
  ensureInstalled();
  alone(build);
}
