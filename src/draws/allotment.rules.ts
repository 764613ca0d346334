import { Choice } from './choice.rules';
import { DrawClass, DrawEntry, seatRules } from './draw-lines.rules';
import { DrawList, listHash, parseDrawList } from './draw-list.rules';
import { lotsOf, orderOf } from './lots.rules';

export interface Allotment {
  /** The class an entry has a seat in, by code; who has none is absent. */
  seatOf: Map<string, string>;
  /** By class the codes of all who wanted it, in the order of their lots there. */
  rankIn: Map<string, string[]>;
}

/**
 * The result of a draw, from the public list and the seed alone.
 * @param text the list as published
 * @param seed 64 hexadecimal digits
 * @throws UnreadableList
 */
export function allot(text: string, seed: string): Allotment {
  const list = parseDrawList(text);
  const lot = lotsOf(seed, listHash(text));
  const entrants = new Map(list.classes.map(({ id }) => [id, [] as DrawEntry[]]));
  for (const entry of list.entries) for (const id of entry.wishes) entrants.get(id)!.push(entry);
  const rankIn = new Map(list.classes.map((c) => [c.id, orderOf(c, entrants.get(c.id)!, lot)]));
  return { seatOf: deferredAcceptance(list, rankIn), rankIn };
}

/**
 * Learners propose in the order of their wishes; a class keeps the best of all who have proposed so
 * far and sends the others on to their next wish, until nobody moves (Gale and Shapley). Who
 * proposes first makes no difference. Each learner ends in one class at most.
 */
export function deferredAcceptance(
  { classes, entries }: DrawList,
  rankIn: ReadonlyMap<string, readonly string[]>,
): Map<string, string> {
  const learners = new Map(entries.map((entry) => [entry.code, { entry, at: 0 }]));
  const desks = new Map(classes.map((c) => [c.id, deskOf(c, rankIn.get(c.id)!, learners)]));
  const wishOf = ({ entry, at }: Learner): string => entry.wishes[at] ?? '';
  for (const learner of learners.values()) {
    let moving: Learner | undefined = learner;
    while (moving) {
      moving = desks.get(wishOf(moving))?.sentOnFor(moving);
      if (moving) moving.at++;
    }
  }
  const placed = [...learners.values()].filter((learner) => wishOf(learner) !== '');
  return new Map(placed.map((learner) => [learner.entry.code, wishOf(learner)]));
}

/** `at` is the wish a learner stands at; one past the last when no wish is left. */
interface Learner {
  entry: DrawEntry;
  at: number;
}

/** A class where learners propose; `sentOnFor` answers who has to leave for a newcomer, if anybody. */
function deskOf(c: DrawClass, order: readonly string[], learners: ReadonlyMap<string, Learner>) {
  const inOrder = order.map((code) => learners.get(code)!);
  const rankOf = new Map(inOrder.map((learner, rank) => [learner, rank]));
  const choice = new Choice(
    c.seats,
    seatRules(c),
    inOrder.map(({ entry }) => entry.groups),
  );
  return {
    sentOnFor(learner: Learner): Learner | undefined {
      return inOrder[choice.propose(rankOf.get(learner)!) ?? -1];
    },
  };
}
