/** How the minutes of one evening are filled. Pure. */

/** A preface lasts two to three minutes (domain §3). */
export const LEAST_SECONDS = 120;
export const MOST_SECONDS = 180;

interface Timed {
  seconds: number;
}

export const secondsOf = (items: readonly Timed[]): number =>
  items.reduce((sum, { seconds }) => sum + seconds, 0);

/** Whether a queue needs nothing: all in it can be told, and it lasts long enough. */
export const isFilled = (seconds: readonly (number | null)[]): boolean =>
  !seconds.includes(null) && seconds.reduce<number>((sum, n) => sum + n!, 0) >= LEAST_SECONDS;

/** Takes what fits, in order. */
export function takeInOrder<T extends Timed>(from: readonly T[], used: number): T[] {
  const taken: T[] = [];
  let total = used;
  for (const one of from)
    if (total + one.seconds <= MOST_SECONDS) {
      taken.push(one);
      total += one.seconds;
    }
  return taken;
}

/**
 * Takes in order, but passes over what would leave less than two minutes where other choices reach
 * them; where none does, over what would leave less than can be reached.
 */
export function takeToFill<T extends Timed>(from: readonly T[], used: number): T[] {
  const first = takeInOrder(from, used);
  if (used + secondsOf(first) >= LEAST_SECONDS) return first;
  const reach = reachable(from);
  const room = MOST_SECONDS - used;
  const goal = Math.min(LEAST_SECONDS - used, mostWithin(reach[0]!, room));
  const taken: T[] = [];
  let total = 0;
  from.forEach((one, i) => {
    const next = total + one.seconds;
    if (next > room || next + mostWithin(reach[i + 1]!, room - next) < goal) return;
    taken.push(one);
    total = next;
  });
  return taken;
}

/** For each place in the list, a bit for every sum that what follows it can make. */
function reachable(from: readonly Timed[]): bigint[] {
  const reach = Array<bigint>(from.length + 1).fill(1n);
  for (let i = from.length - 1; i >= 0; i--)
    reach[i] = reach[i + 1]! | ((reach[i + 1]! << BigInt(from[i]!.seconds)) & WITHIN);
  return reach;
}
const WITHIN = (1n << BigInt(MOST_SECONDS + 1)) - 1n;

/** The largest sum that is not above `limit`. */
const mostWithin = (sums: bigint, limit: number): number =>
  (sums & ((1n << BigInt(limit + 1)) - 1n)).toString(2).length - 1;

/** Takes as many as fit: the shortest first, those of one length in order. */
export function takeMany<T extends Timed>(from: readonly T[], used: number): T[] {
  const taken = new Set(
    takeInOrder(
      [...from].sort((a, b) => a.seconds - b.seconds),
      used,
    ),
  );
  return from.filter((one) => taken.has(one));
}
