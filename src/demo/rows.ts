import type { EntityManager } from 'typeorm';
import type { Database } from '../shared/database/database';
import { newId } from '../shared/kernel/ids';

/** Rows of one table, in the words of its columns. */
export type Rows = Record<string, unknown>[];

/** Gives each seed code one id. */
export class Ids {
  private readonly known = new Map<string, string>();
  of(code: string): string {
    let id = this.known.get(code);
    if (!id) this.known.set(code, (id = newId()));
    return id;
  }
}

/** Few enough that the parameters of one statement fit on both databases. */
const CHUNK = 100;

/** Inserts any number of rows that have the same columns, inside the write that is open. */
export async function insertAll(
  database: Database,
  tx: EntityManager,
  table: string,
  rows: Rows,
): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK)
    await database.insertRows(tx, table, rows.slice(at, at + CHUNK));
}
