import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { inList, sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { keyReused } from '../shared/web/once';
import { Admission, Decision, Entry, Verdict, wayOf } from './admission';
import { AdmissionQueries } from './admission.queries';
import { Decisions } from './decisions';
import { EnrollmentMail } from './enrollment.mail';

/** The verdict of one entry, or the error that belongs to it alone. */
export type Answer = Verdict | Error;

interface KeyRow {
  account_id: string;
  key: string;
  request_hash: string;
  answer: string;
}

const keyOf = (accountId: string, key: string): string => `${accountId} ${key}`;

/**
 * Group commit: one transaction, and a constant number of statements, for everybody who pressed
 * while the last one was being written. Nobody is answered before the commit.
 */
@Injectable()
export class AdmissionWriter {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: AdmissionQueries,
    private readonly decisions: Decisions,
    private readonly audit: Audit,
    private readonly mail: EnrollmentMail,
  ) {}

  write(entries: Entry[]): Promise<Answer[]> {
    return this.database.write((tx) => this.decideAndWrite(tx, entries));
  }

  private async decideAndWrite(tx: EntityManager, entries: Entry[]): Promise<Answer[]> {
    const classIds = [...new Set(entries.map((entry) => entry.classId))].sort();
    const profileIds = [...new Set(entries.map((entry) => entry.profileId))];
    const now = this.clock.now();
    const { classes, people } = await this.facts.lock(tx, classIds, profileIds, now);
    const keys = await this.knownKeys(tx, entries);
    const admission = new Admission(classes, people, now);
    const answers = entries.map((entry) => this.answer(admission, keys, entry));
    await this.store(tx, admission, newKeys(entries, answers, now));
    await this.recordDesk(tx, entries, answers);
    await this.mail.aboutEntries(tx, admission.rows);
    return answers;
  }

  /** Writes the places that an admission gave, why, and how many there are now. */
  async store(tx: EntityManager, admission: Admission, keys: object[] = []): Promise<void> {
    await this.database.insertTogether(tx, [
      ['enrollment', admission.rows],
      ['action_key', keys],
      ['decision', this.decisions.rows(admission.decided)],
    ]);
    await this.moveCounters(tx, admission);
  }

  private answer(admission: Admission, keys: Map<string, KeyRow>, entry: Entry): Answer {
    const id = entry.actionKey && keyOf(entry.actorId, entry.actionKey);
    const known = id ? keys.get(id) : undefined;
    if (known) {
      if (known.request_hash !== entry.requestHash) return keyReused();
      return { ...(JSON.parse(known.answer) as Decision), repeated: true };
    }
    const verdict = admission.decide(entry);
    if (verdict instanceof Error) return verdict;
    if (id && !('refused' in verdict)) keys.set(id, keyRow(entry, verdict));
    return verdict;
  }

  private async knownKeys(tx: EntityManager, entries: Entry[]): Promise<Map<string, KeyRow>> {
    const given = entries.filter((entry) => entry.actionKey !== null);
    if (given.length === 0) return new Map();
    const { rows } = await this.database.execute<KeyRow>(
      tx,
      sql`SELECT account_id, "key", request_hash, answer FROM action_key
          WHERE account_id ${inList(given.map((entry) => entry.actorId))}
            AND "key" ${inList(given.map((entry) => entry.actionKey))}`,
    );
    return new Map(rows.map((row) => [keyOf(row.account_id, row.key), row]));
  }

  /** The CHECKs on the row refuse what the decision should never ask for. */
  private async moveCounters(tx: EntityManager, admission: Admission): Promise<void> {
    const changes = [...admission.changes];
    if (changes.length === 0) return;
    const rows = changes.map(
      ([id, change]) =>
        sql`(${id}, ${change.taken}, ${change.deskTaken}, ${change.waiting}, ${change.applied})`,
    );
    const cast = sql.raw(this.database.postgres ? '::integer' : '');
    const { affected } = await this.database.execute(
      tx,
      sql`WITH change (id, taken, desk, waiting, applied) AS (VALUES ${sql.join(rows, ', ')})
          UPDATE night_class SET taken = night_class.taken + change.taken${cast},
            desk_taken = night_class.desk_taken + change.desk${cast},
            waiting = night_class.waiting + change.waiting${cast},
            applied = night_class.applied + change.applied${cast},
            next_queue_number = night_class.next_queue_number + change.waiting${cast}
          FROM change WHERE night_class.id = change.id
            AND night_class.taken + change.taken${cast} <= night_class.capacity`,
    );
    if (affected !== changes.length) throw new Error('a class had fewer seats than were decided');
  }

  /** What staff do for others also stands in the audit. */
  private recordDesk(tx: EntityManager, entries: Entry[], answers: Answer[]): Promise<void> {
    const lines = entries.flatMap((entry, i) => {
      const answer = answers[i]!;
      if (entry.channel !== 'desk' || answer instanceof Error) return [];
      if ('refused' in answer || answer.repeated) return [];
      return {
        action: DEEDS[answer.state] ?? 'enrollment.enroll',
        actorId: entry.actorId,
        subject: 'enrollment',
        subjectId: answer.enrollmentId,
        detail: { channel: wayOf(entry), position: answer.position },
      };
    });
    return this.audit.record(tx, lines);
  }
}

/** What staff did, by the state that the person came to. */
const DEEDS: Partial<Record<Decision['state'], string>> = {
  waitlisted: 'enrollment.queue',
  applied: 'enrollment.apply',
};

/** What is remembered of the presses that changed something, once for each key. */
function newKeys(entries: Entry[], answers: Answer[], at: Date): object[] {
  const rows = new Map<string, object>();
  entries.forEach((entry, i) => {
    const answer = answers[i]!;
    if (entry.actionKey === null || answer instanceof Error || 'refused' in answer) return;
    if (answer.repeated) return;
    rows.set(keyOf(entry.actorId, entry.actionKey), { ...keyRow(entry, answer), at });
  });
  return [...rows.values()];
}

const keyRow = (entry: Entry, decision: Decision): KeyRow => ({
  account_id: entry.actorId,
  key: entry.actionKey!,
  request_hash: entry.requestHash,
  answer: JSON.stringify(decision),
});
