import { entities } from '../entities';
import { Config } from '../shared/config/config';
import type { Database } from '../shared/database/database';
import { openDatabase } from '../shared/database/open';

/** Runs a command with the settings of the environment; a failure is one line and exit code 1. */
export async function run(work: (config: Config) => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await work(new Config())}\n`);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 1;
  }
}

/** Runs a command on the configured database, its schema up to date. */
export const withDatabase = (
  work: (database: Database, config: Config) => Promise<string>,
): Promise<void> =>
  run(async (config) => {
    const database = await openDatabase(config, entities);
    try {
      return await work(database, config);
    } finally {
      await database.close();
    }
  });

/** A refused connection has several causes and no message of its own. */
function messageOf(error: unknown): string {
  const { message, code } = error as Error & { code?: string };
  return message || code || String(error);
}
