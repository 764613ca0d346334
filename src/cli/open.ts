import { entities } from '../entities';
import { Config } from '../shared/config/config';
import type { Database } from '../shared/database/database';
import { openDatabase } from '../shared/database/open';

/** Runs a command on the configured database, its schema up to date; a failure is one line. */
export async function withDatabase(work: (database: Database) => Promise<string>): Promise<void> {
  try {
    const database = await openDatabase(new Config(), entities);
    try {
      process.stdout.write(`${await work(database)}\n`);
    } finally {
      await database.close();
    }
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
