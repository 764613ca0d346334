import { newId } from '../shared/kernel/ids';
import { ClassFacts, getsSeat, PersonFacts, Reason, whyNotEnroll } from './enrollment.rules';
import type { EnrollmentState } from './enrollment.states';

/** One press of 报名, as the batch sees it. */
export interface Entry {
  classId: string;
  profileId: string;
  accountId: string;
  /** Who pressed: the account itself, or the clerk at the desk. */
  actorId: string;
  channel: 'online' | 'desk';
  actionKey: string | null;
  requestHash: string;
}

export interface Decision {
  enrollmentId: string;
  state: EnrollmentState;
  /** Place in the queue, from 1; null when seated. */
  position: number | null;
  /** The person had this place already: nothing was changed. */
  repeated: boolean;
}

export type Verdict = Decision | { refused: Reason[] };

/** A row to be written, in the words of the table. */
export interface NewEnrollment {
  id: string;
  class_id: string;
  profile_id: string;
  account_id: string;
  state: EnrollmentState;
  channel: 'online' | 'desk';
  queue_number: number | null;
  entered_at: Date;
  changed_at: Date;
}

export interface ClassInBatch extends ClassFacts {
  nextQueueNumber: number;
}

/** How the counters of one class change. */
export interface Change {
  taken: number;
  deskTaken: number;
  waiting: number;
}

export interface PersonInBatch extends PersonFacts {
  accountId: string;
  /** The holder of the account, not one of those they look after. */
  isSelf: boolean;
  name: string;
  places: PersonFacts['places'][number][];
  /** Live rows by class, to answer a repeated press. */
  live: Map<string, Decision>;
}

/**
 * Decides a batch in order of arrival, in memory, with the same pure rules that the class page asks.
 * Facts change as it goes: the next person sees the seat that the one before took.
 */
export class Admission {
  readonly rows: NewEnrollment[] = [];
  readonly changes = new Map<string, Change>();

  constructor(
    private readonly classes: ReadonlyMap<string, ClassInBatch>,
    private readonly people: ReadonlyMap<string, PersonInBatch>,
    private readonly now: Date,
  ) {}

  decide(entry: Entry): Verdict {
    const c = this.classes.get(entry.classId);
    const person = this.people.get(entry.profileId);
    if (!c || !person || person.accountId !== entry.accountId) return { refused: [GONE] };
    const held = person.live.get(c.id);
    if (held) return { ...held, repeated: true };
    const refused = whyNotEnroll(c, person, this.now, entry.channel);
    return refused.length > 0 ? { refused } : this.admit(c, person, entry);
  }

  private admit(c: ClassInBatch, person: PersonInBatch, entry: Entry): Decision {
    const seated = getsSeat(c, entry.channel, this.now);
    const change = this.changeOf(c.id);
    const queueNumber = seated ? null : c.nextQueueNumber++;
    if (seated) {
      const desk = entry.channel === 'desk' ? 1 : 0;
      c.taken += 1;
      c.deskTaken += desk;
      change.taken += 1;
      change.deskTaken += desk;
    } else {
      c.waiting += 1;
      change.waiting += 1;
    }
    const decision: Decision = {
      enrollmentId: newId(),
      state: seated ? 'enrolled' : 'waitlisted',
      position: seated ? null : c.waiting,
      repeated: false,
    };
    this.remember(c, person, decision);
    this.rows.push({
      id: decision.enrollmentId,
      class_id: c.id,
      profile_id: entry.profileId,
      account_id: entry.accountId,
      state: decision.state,
      channel: entry.channel,
      queue_number: queueNumber,
      entered_at: this.now,
      changed_at: this.now,
    });
    return decision;
  }

  private remember(c: ClassInBatch, person: PersonInBatch, decision: Decision): void {
    person.live.set(c.id, decision);
    person.places.push({ ...c, classId: c.id, live: true, completed: false });
  }

  private changeOf(classId: string): Change {
    let change = this.changes.get(classId);
    if (!change) this.changes.set(classId, (change = { taken: 0, deskTaken: 0, waiting: 0 }));
    return change;
  }
}

const GONE: Reason = { code: 'class_cancelled', message: '没有找到这个班，请回到选课页再试' };
