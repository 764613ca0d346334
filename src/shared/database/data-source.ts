import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Pool } from 'pg';
import { DataSource, DataSourceOptions, EntityTarget, QueryRunner } from 'typeorm';
import { migrations } from './migrations';
import { SnakeNaming } from './snake-naming';

export type Role = 'writer' | 'reader';

const MINUTE = 60_000;
/** Whatever the server's default: who was told of a seat keeps it, also when the server dies. */
const DURABLE = ' -c synchronous_commit=on';

/**
 * A plan kept from before a rush reads the whole table of places for each of 256 people, because
 * that table was small when the plan was made. A transaction of many rows can wait for a new plan.
 */
const FRESH_PLANS = ' -c plan_cache_mode=force_custom_plan';

/** How one of the two connections of a process is opened. */
function options(url: string, role: Role, entities: EntityTarget<object>[]): DataSourceOptions {
  const common = {
    entities: entities as never[],
    migrations,
    migrationsTransactionMode: 'each' as const,
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    migrationsRun: false,
  };
  if (!url.startsWith('postgres'))
    return { ...common, type: 'better-sqlite3', database: sqliteFile(url) };
  const own = role === 'reader' ? ' -c default_transaction_read_only=on' : FRESH_PLANS;
  return {
    ...common,
    type: 'postgres',
    url,
    extra: {
      max: role === 'reader' ? 6 : 4,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: MINUTE,
      options: `-c timezone=UTC -c lock_timeout=3000 -c statement_timeout=10000${DURABLE}${own}`,
    },
    poolErrorHandler: () => undefined,
  };
}

/** The file behind `sqlite:data/night-school.sqlite`. */
export const sqliteFile = (url: string): string => resolve(url.replace(/^sqlite:/, ''));

/** Opens a DataSource and sets what its database needs to be safe. */
export async function openDataSource(
  url: string,
  role: Role,
  entities: EntityTarget<object>[],
): Promise<DataSource> {
  const chosen = options(url, role, entities);
  if (chosen.type === 'better-sqlite3') mkdirSync(dirname(chosen.database), { recursive: true });
  const source = await new DataSource(chosen).initialize();
  if (chosen.type === 'better-sqlite3') await prepareSqlite(source, role);
  else survivePoolErrors(source);
  return source;
}

async function prepareSqlite(source: DataSource, role: Role): Promise<void> {
  await source.query('PRAGMA busy_timeout = 5000');
  if (role === 'reader') {
    await source.query('PRAGMA query_only = ON');
    return;
  }
  await source.query('PRAGMA journal_mode = WAL');
  await source.query('PRAGMA synchronous = FULL');
  await source.query('PRAGMA foreign_keys = ON');
  beginImmediately(source.createQueryRunner());
}

/** A deferred BEGIN fails under a second writer whatever the busy timeout; an immediate one waits. */
function beginImmediately(runner: QueryRunner): void {
  const query = runner.query.bind(runner) as (text: string, ...rest: unknown[]) => Promise<unknown>;
  (runner as { query: unknown }).query = (text: string, ...rest: unknown[]) =>
    query(text === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : text, ...rest);
}

/** Without a listener on every client, a restart of PostgreSQL would end the process. */
function survivePoolErrors(source: DataSource): void {
  const pool = (source.driver as unknown as { master: Pool }).master;
  pool.on('connect', (client) => client.on('error', () => undefined));
}
