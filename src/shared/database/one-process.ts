import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { ConfigError } from '../config/config';

/**
 * Holds the data folder for this process (quality A5). The lock is one that the operating system
 * gives up when the process dies, so a crash leaves nothing to clean.
 * @returns a function that gives the folder back
 * @throws ConfigError when another process holds it
 */
export function holdFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const lock = new Sqlite(join(dataDir, 'process.lock'), { timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new ConfigError(
      `another process already serves ${dataDir}; SQLite allows one, use PostgreSQL for more`,
    );
  }
  return () => lock.close();
}
