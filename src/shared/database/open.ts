import type { EntityTarget } from 'typeorm';
import type { Config } from '../config/config';
import { openDataSource } from './data-source';
import { Database } from './database';
import { StrayWriteGuard } from './stray-write.guard';

/** Opens both connections; with `migrate`, brings the schema up to date first. */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl'>,
  entities: EntityTarget<object>[],
  migrate = true,
): Promise<Database> {
  const writer = await openDataSource(config.databaseUrl, 'writer', entities);
  if (migrate) await writer.runMigrations();
  const reader = await openDataSource(config.databaseUrl, 'reader', entities);
  const database = new Database(writer, reader);
  StrayWriteGuard.watch(writer, database);
  return database;
}
