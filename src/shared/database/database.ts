import { AsyncLocalStorage } from 'node:async_hooks';
import { channel } from 'node:diagnostics_channel';
import type { Pool, PoolClient } from 'pg';
import { DataSource, EntityManager } from 'typeorm';
import { isRetryable } from './dialect';
import { nameOf, SqliteStatements } from './prepared';
import { bound, compile, sql, Sql } from './sql';

interface Scope {
  manager: EntityManager;
  open: boolean;
  after: (() => unknown)[];
}

/** What a statement inside a transaction gave back. */
export interface Executed<Row> {
  rows: Row[];
  affected: number;
}

/** Every statement is told here; tests count them and nothing listens otherwise. */
export const statements = channel('night-school.statement');

const told = (text: string): string => {
  if (statements.hasSubscribers) statements.publish(text);
  return text;
};

/** Rows that go to PostgreSQL in one value: large enough to be fast, small enough to be parsed at once. */
const MOST_ROWS = 2_000;

/** Rows as PostgreSQL reads them: one JSON value, typed by the table's own columns. */
const typed = (table: string, rows: readonly object[]): Sql =>
  sql`json_populate_recordset(NULL::${sql.raw(`"${table}"`)}, ${JSON.stringify(rows)})`;

const columnsOf = (rows: readonly object[]): Sql =>
  sql.raw(
    Object.keys(rows[0]!)
      .map((name) => `"${name}"`)
      .join(', '),
  );

/**
 * The one way to the database. Writes go through {@link write}; reads of requests go through
 * {@link query} on a second, read-only connection and never see uncommitted rows.
 */
export class Database {
  private readonly scopes = new AsyncLocalStorage<Scope>();
  private readonly readStatements: SqliteStatements;
  private readonly writeStatements: SqliteStatements;
  private tail: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly writer: DataSource,
    readonly reader: DataSource,
  ) {
    this.readStatements = new SqliteStatements(reader);
    this.writeStatements = new SqliteStatements(writer);
  }

  get postgres(): boolean {
    return this.writer.options.type === 'postgres';
  }

  /**
   * Runs `work` in one transaction: all of it or nothing. On SQLite writers queue first in, first
   * out; on PostgreSQL they run in parallel and are tried again, at most 3 times, after a deadlock
   * or a serialisation failure, so `work` must have no effect outside the database. A nested call
   * joins the transaction that is open. Await nothing but database work inside.
   */
  write<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const scope = this.scopes.getStore();
    if (scope?.open) return work(scope.manager);
    if (this.postgres) return this.retrying(work);
    const turn = this.tail.then(() => this.once(work));
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  /** Runs `task` after the commit, never after a rollback; at once when no transaction is open. */
  afterCommit(task: () => unknown): void {
    const scope = this.scopes.getStore();
    if (scope?.open) scope.after.push(task);
    else task();
  }

  /** Rows as the last commits left them. Column names are those of the SQL. */
  async query<Row>(query: Sql): Promise<Row[]> {
    const { text, params } = compile(query);
    told(text);
    if (!this.postgres) return this.readStatements.of(text).all(...params) as Row[];
    const pool = (this.reader.driver as unknown as { master: Pool }).master;
    return (await pool.query({ name: nameOf(text), text, values: params })).rows as Row[];
  }

  async one<Row>(query: Sql): Promise<Row | undefined> {
    return (await this.query<Row>(query))[0];
  }

  /** A statement inside {@link write}: its rows, or how many rows it changed. */
  async execute<Row = unknown>(tx: EntityManager, query: Sql): Promise<Executed<Row>> {
    const { text, params } = compile(query);
    told(text);
    if (!this.postgres) return this.executeSqlite<Row>(text, params);
    const client = (await tx.queryRunner!.connect()) as PoolClient;
    const result = await client.query({ name: nameOf(text), text, values: params });
    return { rows: result.rows as Row[], affected: result.rowCount ?? 0 };
  }

  /**
   * Inserts rows that all have the keys of the first one. The text is the same however many they are,
   * so each database prepares it once: PostgreSQL takes all rows as one JSON value, SQLite, which
   * answers without a round trip, takes one row after the other.
   */
  async insertRows(tx: EntityManager, table: string, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return;
    const names = Object.keys(rows[0]!);
    const columns = columnsOf(rows);
    const into = sql`INSERT INTO ${sql.raw(`"${table}"`)} (${columns})`;
    if (this.postgres) {
      for (let at = 0; at < rows.length; at += MOST_ROWS)
        await this.execute(
          tx,
          sql`${into} SELECT ${columns} FROM ${typed(table, rows.slice(at, at + MOST_ROWS))}`,
        );
      return;
    }
    const marks = sql.raw(names.map(() => '?').join(', '));
    this.eachRow(compile(sql`${into} VALUES (${marks})`).text, names, rows);
  }

  /** The rows of several tables: PostgreSQL takes them in one statement, so in one round trip. */
  async insertTogether(
    tx: EntityManager,
    sets: readonly (readonly [table: string, rows: readonly object[]])[],
  ): Promise<void> {
    const some = sets.filter(([, rows]) => rows.length > 0);
    if (!this.postgres || some.length < 2) {
      for (const [table, rows] of some) await this.insertRows(tx, table, rows);
      return;
    }
    const inserts = some.map(([table, rows], i) => {
      const columns = columnsOf(rows);
      return sql`${sql.raw(`set_${i}`)} AS (INSERT INTO ${sql.raw(`"${table}"`)} (${columns})
        SELECT ${columns} FROM ${typed(table, rows)})`;
    });
    await this.execute(tx, sql`WITH ${sql.join(inserts, ', ')} SELECT 1`);
  }

  /** Gives each row, named by its `id`, the other values it carries. All have the keys of the first. */
  async updateRows(
    tx: EntityManager,
    table: string,
    rows: readonly { id: string }[],
  ): Promise<void> {
    if (rows.length === 0) return;
    const names = Object.keys(rows[0]!).filter((name) => name !== 'id');
    const update = sql.raw(`UPDATE "${table}" SET`);
    if (this.postgres) {
      const set = sql.raw(names.map((name) => `"${name}" = j."${name}"`).join(', '));
      for (let at = 0; at < rows.length; at += MOST_ROWS) {
        const some = typed(table, rows.slice(at, at + MOST_ROWS));
        await this.execute(
          tx,
          sql`${update} ${set} FROM ${some} j WHERE ${sql.raw(`"${table}"`)}.id = j.id`,
        );
      }
      return;
    }
    const set = sql.raw(names.map((name) => `"${name}" = ?`).join(', '));
    this.eachRow(compile(sql`${update} ${set} WHERE id = ?`).text, [...names, 'id'], rows);
  }

  /** Whether a write is open in the current call: the guard against stray writes asks this. */
  get writing(): boolean {
    return this.scopes.getStore()?.open ?? false;
  }

  async close(): Promise<void> {
    await this.tail;
    this.readStatements.clear();
    this.writeStatements.clear();
    await Promise.all([this.writer.destroy(), this.reader.destroy()]);
  }

  private executeSqlite<Row>(text: string, params: unknown[]): Executed<Row> {
    const statement = this.writeStatements.of(text);
    if (statement.reader) {
      const rows = statement.all(...params) as Row[];
      return { rows, affected: rows.length };
    }
    return { rows: [], affected: statement.run(...params).changes };
  }

  /** One prepared statement of SQLite, once for each row. */
  private eachRow(text: string, names: readonly string[], rows: readonly object[]): void {
    const statement = this.writeStatements.of(told(text));
    for (const row of rows as Record<string, unknown>[])
      statement.run(...names.map((name) => bound(row[name])));
  }

  private async once<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const after: (() => unknown)[] = [];
    const result = await this.writer.transaction((manager) => {
      const scope: Scope = { manager, open: true, after };
      return this.scopes.run(scope, async () => {
        try {
          return await work(manager);
        } finally {
          scope.open = false;
        }
      });
    });
    for (const task of after) await task();
    return result;
  }

  private async retrying<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries++) {
      try {
        return await this.once(work);
      } catch (error) {
        if (tries >= 3 || !isRetryable(error)) throw error;
      }
    }
  }
}
