import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../shared/database/database';
import { inList, sql } from '../shared/database/sql';
import { newId } from '../shared/kernel/ids';
import { grouped } from './grouped';
import type { Queues } from './preface-planner.rules';
import type { PlannedItem } from './preface-world';
import type { StoredItem } from './queue-facts.queries';

/** Writes planned queues over those that are there; what stays as it was is not touched. */
@Injectable()
export class QueuesWriter {
  constructor(private readonly database: Database) {}

  /** @param stored all rows of the evenings to come; evenings that are not held have no queue */
  async write(tx: EntityManager, queues: Queues, stored: readonly StoredItem[]): Promise<void> {
    const changes = new Changes();
    const bySession = grouped(stored, ({ sessionId }) => sessionId);
    for (const sessionId of new Set([...queues.keys(), ...bySession.keys()]))
      changes.of(sessionId, queues.get(sessionId) ?? null, bySession.get(sessionId) ?? []);
    if (changes.gone.length > 0)
      await this.database.execute(
        tx,
        sql`DELETE FROM preface_item WHERE id ${inList(changes.gone)}`,
      );
    await this.database.updateRows(tx, 'preface_item', changes.changed);
    await this.database.insertRows(tx, 'preface_item', changes.added);
  }
}

/** Rows to be written. A row whose brief left its queue takes the next one: that is one write, not two. */
class Changes {
  readonly gone: string[] = [];
  readonly changed: { id: string }[] = [];
  readonly added: object[] = [];

  /** @param queue null for an evening that is not held: what staff fixed there waits for it to come back */
  of(sessionId: string, queue: readonly PlannedItem[] | null, stored: readonly StoredItem[]): void {
    const before = new Map(stored.map((item) => [item.briefId, item]));
    const fresh: PlannedItem[] = [];
    for (const item of queue ?? []) {
      const known = before.get(item.briefId);
      before.delete(item.briefId);
      if (!known) fresh.push(item);
      else if (known.position !== item.position || known.why !== item.why)
        this.changed.push({ id: known.id, ...rowOf(item) });
    }
    const free = [...before.values()]
      .filter(({ state, fix }) => state === 'waiting' && (queue !== null || fix === null))
      .map(({ id }) => id);
    for (const item of fresh) {
      const id = free.shift();
      if (id) this.changed.push({ id, ...rowOf(item) });
      else
        this.added.push({ id: newId(), session_id: sessionId, state: 'waiting', ...rowOf(item) });
    }
    this.gone.push(...free);
  }
}

const rowOf = ({ briefId, position, fix, why }: PlannedItem) => ({
  ...{ brief_id: briefId, position, fix, why },
});
