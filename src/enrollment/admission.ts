import { newId } from '../shared/kernel/ids';
import { NotFound } from '../shared/web/errors';
import type { Decided } from './decisions';
import { newEntryCode } from './entry-code';
import {
  ClassFacts,
  PersonFacts,
  placeFor,
  Reason,
  reasonsText,
  Way,
  whyNotEnroll,
  whyNotSeated,
} from './enrollment.rules';
import type { EnrollmentState } from './enrollment.states';

/** One press of 报名, as the batch sees it. */
export interface Entry {
  classId: string;
  profileId: string;
  accountId: string;
  /** Who pressed: the account itself, or the clerk at the desk. */
  actorId: string;
  channel: 'online' | 'desk';
  /** The person stands at the door of an evening that is on, and the desk is there. */
  atDoor?: boolean;
  actionKey: string | null;
  requestHash: string;
}

export const wayOf = ({ channel, atDoor }: Entry): Way => (atDoor ? 'door' : channel);

export interface Decision {
  enrollmentId: string;
  state: EnrollmentState;
  /** Place in the queue, from 1; null when seated. */
  position: number | null;
  /** The person had this place already: nothing was changed. */
  repeated: boolean;
  /** Of an offered seat that the person had already: until when it waits for an answer. */
  offerExpiresAt?: Date | null;
}

export type Verdict = Decision | { refused: Reason[] };

/** A row to be written, in the words of the table. */
export interface NewEnrollment {
  id: string;
  class_id: string;
  profile_id: string;
  account_id: string;
  state: 'enrolled' | 'waitlisted' | 'applied';
  channel: 'online' | 'desk';
  queue_number: number | null;
  entry_code: string | null;
  wish: number | null;
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
  applied: number;
}

/** What a person has entered in one draw: one code, and the number of the last wish. */
interface EntryInDraw {
  code: string;
  lastWish: number;
}

export interface PersonInBatch extends PersonFacts {
  accountId: string;
  /** The holder of the account, not one of those they look after. */
  isSelf: boolean;
  name: string;
  places: PersonFacts['places'][number][];
  /** Live rows by class, to answer a repeated press. */
  live: Map<string, Decision>;
  /** By draw. */
  entries: Map<string, EntryInDraw>;
}

/** Somebody who is not known yet and has agreed to the wording on personal data. */
export const newcomer = (
  who: Pick<PersonInBatch, 'accountId' | 'isSelf' | 'name' | 'ageBand'>,
): PersonInBatch => ({
  ...who,
  consented: true,
  noShows: [],
  places: [],
  live: new Map(),
  entries: new Map(),
});

/**
 * Decides a batch in order of arrival, in memory, with the same pure rules that the class page asks.
 * Facts change as it goes: the next person sees the seat that the one before took.
 */
export class Admission {
  readonly rows: NewEnrollment[] = [];
  readonly decided: Decided[] = [];
  readonly changes = new Map<string, Change>();

  constructor(
    private readonly classes: ReadonlyMap<string, ClassInBatch>,
    private readonly people: ReadonlyMap<string, PersonInBatch>,
    private readonly now: Date,
  ) {}

  /** NotFound for a class or a person that does not exist for whoever pressed. */
  decide(entry: Entry): Verdict | NotFound {
    const c = this.classes.get(entry.classId);
    const person = this.people.get(entry.profileId);
    if (!c || !person || person.accountId !== entry.accountId) return new NotFound();
    const held = person.live.get(c.id);
    if (held) return { ...held, repeated: true };
    const refused = whyNotEnroll(c, person, this.now, wayOf(entry));
    if (refused.length === 0) return this.admit(c, person, entry);
    this.note(c, entry, { kind: 'refused', enrollmentId: null, words: reasonsText(refused) });
    return { refused };
  }

  /**
   * Takes over somebody whose class is merged into this one: neither its window nor a pause counts.
   * @param words why, for the timeline
   */
  takeOver(entry: Entry, words: string): Decision | { refused: Reason[] } {
    const c = this.classes.get(entry.classId)!;
    const person = this.people.get(entry.profileId)!;
    if (person.live.has(c.id)) return { refused: [ALREADY_THERE] };
    const refused = whyNotSeated(c, person);
    return refused.length === 0 ? this.admit(c, person, entry, words) : { refused };
  }

  private admit(c: ClassInBatch, person: PersonInBatch, entry: Entry, words?: string): Decision {
    const state = placeFor(c, wayOf(entry), this.now);
    const queueNumber = state === 'waitlisted' ? c.nextQueueNumber++ : null;
    this.count(c, state, entry.channel);
    const decision: Decision = {
      enrollmentId: newId(),
      state,
      position: state === 'waitlisted' ? c.waiting : null,
      repeated: false,
    };
    this.rows.push({
      id: decision.enrollmentId,
      class_id: c.id,
      profile_id: entry.profileId,
      account_id: entry.accountId,
      state,
      channel: entry.channel,
      queue_number: queueNumber,
      ...(state === 'applied' ? wishOf(c, person) : NO_WISH),
      entered_at: this.now,
      changed_at: this.now,
    });
    const { enrollmentId, position } = decision;
    this.note(c, entry, { kind: KINDS[state], enrollmentId, position, words });
    this.remember(c, person, decision);
    return decision;
  }

  private count(c: ClassInBatch, state: keyof typeof KINDS, channel: Entry['channel']): void {
    const change = this.changeOf(c.id);
    if (state === 'applied') change.applied += 1;
    if (state === 'waitlisted') {
      c.waiting += 1;
      change.waiting += 1;
    }
    if (state !== 'enrolled') return;
    const desk = channel === 'desk' ? 1 : 0;
    c.taken += 1;
    c.deskTaken += desk;
    change.taken += 1;
    change.deskTaken += desk;
  }

  private note(
    { id, taken, waiting }: ClassInBatch,
    { profileId, actorId, channel }: Entry,
    what: Pick<Decided, 'kind' | 'enrollmentId' | 'position' | 'words'>,
  ): void {
    this.decided.push({
      ...what,
      ...{ classId: id, profileId, actorId, channel, seats: { taken, waiting } },
    });
  }

  private remember(c: ClassInBatch, person: PersonInBatch, decision: Decision): void {
    person.live.set(c.id, decision);
    const applied = decision.state === 'applied';
    person.places.push({ ...c, classId: c.id, live: true, applied, completed: false });
  }

  private changeOf(classId: string): Change {
    let change = this.changes.get(classId);
    if (!change) this.changes.set(classId, (change = { ...NO_CHANGE }));
    return change;
  }
}

const KINDS = { enrolled: 'seated', waitlisted: 'queued', applied: 'entered' } as const;
const ALREADY_THERE: Reason = { code: 'already_enrolled', message: '已经在这个班里' };
const NO_WISH = { entry_code: null, wish: null };
const NO_CHANGE: Change = { taken: 0, deskTaken: 0, waiting: 0, applied: 0 };

/** One code for all wishes of a person in a draw; a new wish comes after those already there. */
function wishOf(c: ClassInBatch, person: PersonInBatch) {
  const drawId = c.drawId!;
  const before = person.entries.get(drawId) ?? { code: newEntryCode(), lastWish: 0 };
  const entry = { ...before, lastWish: before.lastWish + 1 };
  person.entries.set(drawId, entry);
  return { entry_code: entry.code, wish: entry.lastWish };
}
