import { Injectable } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { newId } from '../shared/kernel/ids';
import { Attendance } from './attendance.entity';
import { arrivalOf, Tick } from './attendance.rules';
import type { TickFacts } from './ticks.queries';

/** Writes what staff noted; what changes an earlier mark also stands in the audit. */
@Injectable()
export class MarksWriter {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** At most one tick a person; the same as before changes nothing. */
  async write(
    tx: EntityManager,
    sessionId: string,
    ticks: readonly Tick[],
    by: { facts: ReadonlyMap<string, TickFacts>; actorId: string },
  ): Promise<void> {
    if (ticks.length === 0) return;
    const ids = ticks.map(({ enrollmentId }) => enrollmentId);
    const found = await tx.findBy(Attendance, { sessionId, enrollmentId: In(ids) });
    const before = new Map(found.map((mark) => [mark.enrollmentId, mark]));
    const other = ticks.filter(
      ({ enrollmentId, state }) => (before.get(enrollmentId)?.state ?? 'none') !== state,
    );
    await this.record(tx, other, before, by);
    const gone = other.filter(({ state }) => state === 'none');
    const goneIds = gone.map(({ enrollmentId }) => before.get(enrollmentId)!.id);
    if (goneIds.length > 0) await tx.delete(Attendance, { id: In(goneIds) });
    const rows = other
      .filter((tick) => tick.state !== 'none')
      .map((tick) => rowOf(tick, before.get(tick.enrollmentId), by));
    const fresh = rows.filter(({ id }) => id === null);
    await this.database.updateRows(tx, 'attendance', rows.filter(isKnown));
    await this.database.insertRows(
      tx,
      'attendance',
      fresh.map((row) => ({ ...row, id: newId(), session_id: sessionId })),
    );
  }

  private record(
    tx: EntityManager,
    ticks: readonly Tick[],
    before: ReadonlyMap<string, Attendance>,
    { facts, actorId }: { facts: ReadonlyMap<string, TickFacts>; actorId: string },
  ): Promise<void> {
    const lines = ticks.flatMap(({ enrollmentId, state }) => {
      const mark = before.get(enrollmentId);
      if (!mark) return [];
      const { sessionId, state: was, source } = mark;
      return {
        action: state === 'none' ? 'attendance.undo' : 'attendance.change',
        ...{ actorId, siteId: facts.get(enrollmentId)!.siteId },
        ...{ subject: 'enrollment', subjectId: enrollmentId },
        detail: { sessionId, was, source },
      };
    });
    return this.audit.record(tx, lines);
  }
}

/** In the words of the table; without an id when it is new. */
function rowOf(
  { enrollmentId, state, at }: Tick,
  before: Attendance | undefined,
  { facts, actorId }: { facts: ReadonlyMap<string, TickFacts>; actorId: string },
) {
  const known = facts.get(enrollmentId)!;
  return {
    id: before?.id ?? null,
    ...{ enrollment_id: enrollmentId, profile_id: known.profileId, state, source: 'staff' },
    ...{ at: arrivalOf(known, at), actor_id: actorId },
  };
}

const isKnown = <T extends { id: string | null }>(row: T): row is T & { id: string } =>
  row.id !== null;
