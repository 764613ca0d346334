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
