/** 合并: a class that too few chose ends, and its people move to another evening of the same course. No I/O. */
import { seatsToGive, servesQueue } from '../scheduling/night-class.rules';
import { Admission, ClassInBatch, PersonInBatch } from './admission';
import { OFFER_INSTEAD_MS, Reason } from './enrollment.rules';
import type { MergerWords } from './merger.words';

/** A live place of the class that ends; those with a seat come first, then its queue in order. */
export interface MovingPlace {
  enrollmentId: string;
  profileId: string;
  accountId: string;
  state: 'enrolled' | 'offered' | 'waitlisted';
  channel: 'online' | 'desk';
}

/** A place as it will be in the other class. */
export interface MovedPlace {
  from: MovingPlace;
  enrollmentId: string;
  state: 'enrolled' | 'waitlisted';
}

export interface MergerPlan {
  /** Why the two cannot be merged; null when they can. */
  why: string | null;
  /** What is to be written. */
  admission: Admission;
  moved: MovedPlace[];
  /** Who cannot move, for reasons of their own. */
  left: { from: MovingPlace; reasons: Reason[] }[];
}

/** A class as far as a merger goes. */
type MergedClass = Pick<ClassInBatch, 'state' | 'toDraw' | 'startsAt' | 'waiting'>;

/** Why these two classes of one course cannot be merged now, or null; seats are another matter. */
export function whyNoMerger(from: MergedClass, into: MergedClass, now: Date): string | null {
  if (!servesQueue(from.state)) return '这个班已经开课、停课或结束，不能合并';
  if (!servesQueue(into.state)) return '那个班已经开课、停课或结束，不能并进去';
  if (from.toDraw || into.toDraw) return '摇号还没有结果，摇过以后再合并';
  if (into.startsAt.getTime() - now.getTime() <= OFFER_INSTEAD_MS)
    return '那个班 24 小时内就要开课，来不及通知大家';
  return into.waiting > 0 ? '那个班有人候补，空出的名额先给候补的人，不能并进去' : null;
}

/**
 * Who goes where. Nobody loses a seat for want of room: then the classes are not merged. Who waits
 * for the class that ends gets a seat in the other one, or waits there, in the same order.
 * @param by who merges them, and what the timeline of those who move says in both classes
 */
export function planMerger(
  classes: { from: ClassInBatch; into: ClassInBatch },
  people: ReadonlyMap<string, PersonInBatch>,
  places: readonly MovingPlace[],
  by: MergerWords & { actorId: string },
  now: Date,
): MergerPlan {
  const { from, into } = classes;
  const free = seatsToGive(into, now);
  const without = new Map([...people].map(([id, person]) => [id, leftOut(person, from.id)]));
  const admission = new Admission(new Map([[into.id, { ...into }]]), without, now);
  const plan: MergerPlan = { why: whyNoMerger(from, into, now), admission, moved: [], left: [] };
  for (const place of places) {
    const { profileId, accountId, channel } = place;
    const who = { classId: into.id, profileId, accountId, actorId: by.actorId, channel };
    const taken = admission.takeOver({ ...who, actionKey: null, requestHash: '' }, by.came);
    if ('refused' in taken) plan.left.push({ from: place, reasons: taken.refused });
    else plan.moved.push(movedPlace(place, taken));
  }
  const over = (from: MovingPlace, words: string) => ({
    ...{ classId: classes.from.id, profileId: from.profileId, enrollmentId: from.enrollmentId },
    ...{ kind: 'cancelled' as const, actorId: by.actorId, words },
  });
  admission.decided.push(
    ...plan.moved.map((one) => over(one.from, by.went)),
    ...plan.left.map((one) => over(one.from, by.stayed(one.reasons))),
  );
  const seats = plan.moved.filter((one) => one.from.state !== 'waitlisted');
  if (seats.some((one) => one.state === 'waitlisted'))
    plan.why ??= `那个班能用的名额只有 ${free} 个，坐不下 ${seats.length} 人，请先给它加名额`;
  return plan;
}

const movedPlace = (
  from: MovingPlace,
  to: { enrollmentId: string; state: string },
): MovedPlace => ({
  from,
  enrollmentId: to.enrollmentId,
  state: to.state === 'enrolled' ? 'enrolled' : 'waitlisted',
});

/** The person as if the class that ends were none of theirs. */
function leftOut(person: PersonInBatch, classId: string): PersonInBatch {
  const live = new Map([...person.live].filter(([id]) => id !== classId));
  const places = person.places.filter((place) => !(place.live && place.classId === classId));
  return { ...person, live, places };
}
