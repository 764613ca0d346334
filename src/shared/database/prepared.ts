import type BetterSqlite3 from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import { sha256 } from '../kernel/ids';

const MOST = 500;

/** Forgets everything when it has become too large: a filter may give rise to many texts. */
function remember<T>(known: Map<string, T>, text: string, make: () => T): T {
  let found = known.get(text);
  if (found === undefined) {
    if (known.size >= MOST) known.clear();
    known.set(text, (found = make()));
  }
  return found;
}

const names = new Map<string, string>();

/** Under this name a connection of PostgreSQL keeps the plan of a statement with this text. */
export const nameOf = (text: string): string =>
  remember(names, text, () => sha256(text).slice(0, 32));

/** Statements of one SQLite connection, prepared once. */
export class SqliteStatements {
  private readonly prepared = new Map<string, BetterSqlite3.Statement>();

  constructor(private readonly source: DataSource) {}

  of(text: string): BetterSqlite3.Statement {
    return remember(this.prepared, text, () => {
      const { databaseConnection } = this.source.driver as unknown as {
        databaseConnection: BetterSqlite3.Database;
      };
      return databaseConnection.prepare(text);
    });
  }

  clear(): void {
    this.prepared.clear();
  }
}
