import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../shared/config/config';
import { sqliteFile } from '../shared/database/data-source';
import { holdFolder } from '../shared/database/one-process';
import { Clock } from '../shared/kernel/clock';
import { prepareFile } from './backup-file.queries';
import { intoPlace } from './into-place';
import { run } from './open';
import { loadPostgres } from './postgres-backup.queries';

const USAGE = 'usage: npm run restore -- FILE';

/** Puts a backup, brought up to this version, in the place of the database. */
async function restore(config: Config): Promise<string> {
  const [name] = process.argv.slice(2);
  if (!name) throw new Error(USAGE);
  const file = resolve(name);
  if (!existsSync(file)) throw new Error(`there is no file ${file}`);
  const kept = config.postgres
    ? await restorePostgres(file, config.databaseUrl)
    : await restoreSqlite(file, sqliteFile(config.databaseUrl), config.dataDir);
  return `restored from ${file}${kept}`;
}

/** The database that was there is moved aside with its journal, never deleted. */
async function restoreSqlite(file: string, target: string, dataDir: string): Promise<string> {
  const release = holdFolder(dataDir);
  const part = `${target}.restoring`;
  try {
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, part);
    await prepareFile(part, file);
    const aside = `${target}.replaced-${stamp()}`;
    // the journal first: beside another database it would be taken for that one's
    for (const end of ['-wal', '-shm', ''])
      if (existsSync(target + end)) renameSync(target + end, aside + end);
    intoPlace(part, target);
    return existsSync(aside) ? `; the database before it is ${aside}` : '';
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(part + end, { force: true });
    release();
  }
}

const stamp = () =>
  new Clock()
    .now()
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, '');

/** The copy lies in a folder that only its owner can enter. */
async function restorePostgres(file: string, url: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'night-school-restore-'));
  const copy = join(folder, 'copy');
  try {
    copyFileSync(file, copy);
    await prepareFile(copy, file);
    await loadPostgres(copy, url);
    return '';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void run(restore);
