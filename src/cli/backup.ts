import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { entities } from '../entities';
import type { Config } from '../shared/config/config';
import { sqliteFile } from '../shared/database/data-source';
import { openDatabase } from '../shared/database/open';
import { Clock } from '../shared/kernel/clock';
import { LAST_BACKUP } from '../shared/web/installation';
import { Setting } from '../shared/web/request-records.entity';
import { copySqlite } from './backup-file.queries';
import { intoPlace } from './into-place';
import { run } from './open';
import { copyPostgres } from './postgres-backup.queries';

const USAGE = 'usage: npm run backup -- FILE';

/** Copies the database into a new file that only its owner can read; the app may go on. */
async function backup(config: Config): Promise<string> {
  const [name] = process.argv.slice(2);
  if (!name) throw new Error(USAGE);
  const file = resolve(name);
  if (existsSync(file)) throw new Error(`${file} is there already; give a new name`);
  if (!existsSync(dirname(file))) throw new Error(`there is no folder ${dirname(file)}`);
  const at = new Clock().now();
  const part = `${file}.part`;
  const ends = ['', '-wal', '-shm', '-journal'];
  for (const end of ends) rmSync(part + end, { force: true });
  closeSync(openSync(part, 'wx', 0o600));
  try {
    if (config.postgres) await copyPostgres(config.databaseUrl, part);
    else await copySqlite(sqliteFile(config.databaseUrl), part);
    intoPlace(part, file);
  } finally {
    for (const end of ends) rmSync(part + end, { force: true });
  }
  await note(config, at);
  return `backup written to ${file}`;
}

/** Staff see how old the last backup is; it holds all that was stored before this instant. */
async function note(config: Config, at: Date): Promise<void> {
  const database = await openDatabase(config, entities, false);
  const row = { name: LAST_BACKUP, value: at.toISOString() };
  await database.write((tx) => tx.upsert(Setting, row, ['name'])).finally(() => database.close());
}

void run(backup);
