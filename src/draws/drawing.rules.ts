import type { ClassInBatch, PersonInBatch } from '../enrollment/admission';
import { newEntryCode } from '../enrollment/entry-code';
import { reasonsText, whyNotSeated } from '../enrollment/enrollment.rules';
import { seatsToGive } from '../scheduling/night-class.rules';
import { Group, nearTo, Priority } from '../scheduling/priorities';
import { allot, Allotment } from './allotment.rules';
import type { DrawClass, DrawRule } from './draw-lines.rules';
import { drawList } from './draw-list.rules';

/** A class as its draw sees it. */
export interface ClassInDraw extends ClassInBatch {
  siteId: string;
  priorities: readonly Priority[];
}

/** A person who entered, with the groups they belong to. */
export interface Entrant {
  person: PersonInBatch;
  groups: readonly Group[];
  /** Their rows, in the order of their wishes. */
  wishes: readonly { enrollmentId: string; classId: string; code: string }[];
}

/** What becomes of one row. */
export interface Outcome {
  enrollmentId: string;
  classId: string;
  code: string;
  state: 'enrolled' | 'waitlisted' | 'not_drawn';
  /** Rank among all who wished for the class; null for a wish that took no part. */
  rank: number | null;
  queueNumber: number | null;
  words: string | null;
}

export interface Drawn {
  /** The public text that was drawn from. */
  list: string;
  /** By profile, in the order of their wishes. */
  outcomes: Map<string, Outcome[]>;
}

/**
 * Holds a draw: who may not be seated takes no part, one class of the draw for each of the others at
 * most, the queue in the order of the ranks. The same facts and seed always give the same result.
 */
export function holdDraw(
  classes: ReadonlyMap<string, ClassInDraw>,
  entrants: ReadonlyMap<string, Entrant>,
  seed: string,
  now: Date,
): Drawn {
  const codes = new Set<string>();
  const drafts = [...entrants].map(([profileId, entrant]) => {
    const outcomes = firstLook(classes, entrant, codes);
    return { profileId, entrant, outcomes, open: outcomes.filter((one) => one.words === null) };
  });
  const list = drawList(
    [...classes.values()].map((c) => listed(c, now)),
    drafts
      .filter(({ open }) => open.length > 0)
      .map(({ entrant, open }) => ({
        code: open[0]!.code,
        wishes: open.map((one) => one.classId),
        groups: entrant.groups,
      })),
  );
  const { seatOf, rankIn } = allot(list, seed);
  const ranks = new Map(
    [...rankIn].map(([id, order]) => [id, new Map(order.map((code, at) => [code, at + 1]))]),
  );
  const behind = seatedBehind({ seatOf, rankIn });
  for (const { entrant, open } of drafts) {
    for (const one of open) one.rank = ranks.get(one.classId)!.get(one.code)!;
    settle(classes, entrant, open, seatOf, behind);
  }
  numberQueues(
    classes,
    drafts.flatMap(({ open }) => open),
  );
  return {
    list,
    outcomes: new Map(drafts.map(({ profileId, outcomes }) => [profileId, outcomes])),
  };
}

/** Every wish with the reasons that keep it out of the draw; two people never share a code. */
function firstLook(
  classes: ReadonlyMap<string, ClassInDraw>,
  { person, wishes }: Entrant,
  codes: Set<string>,
): Outcome[] {
  let code = wishes[0]!.code;
  while (codes.has(code)) code = newEntryCode();
  codes.add(code);
  return wishes.map(({ enrollmentId, classId }) => {
    const words = reasonsText(whyNotSeated(classes.get(classId)!, person)) || null;
    return {
      enrollmentId,
      classId,
      code,
      state: 'not_drawn',
      rank: null,
      queueNumber: null,
      words,
    };
  });
}

/**
 * Reserved seats end where the seats end. A class that was put off gives none: nobody is to win an
 * evening without a date and lose another for it; its queue is in the order of the ranks.
 */
function listed(c: ClassInDraw, now: Date): DrawClass {
  const seats = c.state === 'postponed' ? 0 : seatsToGive(c, now);
  let left = seats;
  const rules = c.priorities.flatMap(({ group, kind, n }): DrawRule[] => {
    const named = group === 'near' ? nearTo(c.siteId) : group;
    if (kind === 'weight') return [{ group: named, kind, n }];
    const kept = Math.min(n, left);
    left -= kept;
    return kept > 0 ? [{ group: named, kind, n: kept }] : [];
  });
  return { id: c.id, seats, rules };
}

/** How many people of a worse rank have a seat in a class: only reserved seats do that. */
function seatedBehind({ seatOf, rankIn }: Allotment): (one: Outcome) => number {
  const seated = new Map(
    [...rankIn].map(([id, order]) => [
      id,
      order.flatMap((code, at) => (seatOf.get(code) === id ? [at + 1] : [])),
    ]),
  );
  return ({ classId, rank }) => seated.get(classId)!.filter((other) => other > rank!).length;
}

const reservedText = (people: number): string =>
  people > 0 ? `名次在后面的 ${people} 人用优先名额中签` : '';

/**
 * The seat, if any; then the queue of each class that was wished for more, as far as the rules of the
 * house let one person wait.
 */
function settle(
  classes: ReadonlyMap<string, ClassInDraw>,
  { person }: Entrant,
  open: Outcome[],
  seatOf: Allotment['seatOf'],
  behind: (one: Outcome) => number,
): void {
  const seat = open.findIndex((one) => seatOf.get(one.code) === one.classId);
  const hold = (classId: string) =>
    person.places.push({
      ...classes.get(classId)!,
      classId,
      live: true,
      applied: false,
      completed: false,
    });
  if (seat >= 0) hold(open[seat]!.classId);
  open.forEach((one, at) => {
    if (at === seat) one.state = 'enrolled';
    else if (seat >= 0 && at > seat) one.words = `已摇中第 ${seat + 1} 志愿，后面的志愿不再参加`;
    else {
      const reasons = whyNotSeated(classes.get(one.classId)!, person);
      one.words =
        [reservedText(behind(one)), reasonsText(reasons)].filter(Boolean).join('；') || null;
      if (reasons.length > 0) return;
      one.state = 'waitlisted';
      hold(one.classId);
    }
  });
}

function numberQueues(classes: ReadonlyMap<string, ClassInDraw>, open: readonly Outcome[]): void {
  const waiting = open
    .filter((one) => one.state === 'waitlisted')
    .sort((a, b) => a.rank! - b.rank!);
  for (const one of waiting) one.queueNumber = classes.get(one.classId)!.nextQueueNumber++;
}
