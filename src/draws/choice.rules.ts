import type { Group } from '../scheduling/priorities';

/**
 * Keeps the best ranks it is offered (0 is the best), as many as it has places. A table instead of a
 * heap: once it is full its worst rank only falls, so all searches for the next worst are one pass.
 */
class Bench {
  private readonly held: Uint8Array;
  private count = 0;
  private worst = -1;

  constructor(
    private places: number,
    ranks: number,
  ) {
    this.held = new Uint8Array(ranks);
  }

  /** The rank that finds no place, if one does not. */
  offer(rank: number): number | null {
    if (this.count === this.places && rank > this.worst) return rank;
    this.held[rank] = 1;
    this.count++;
    this.worst = Math.max(this.worst, rank);
    return this.overflow();
  }

  /** Gives up one place. */
  shrink(): number | null {
    this.places--;
    return this.overflow();
  }

  private overflow(): number | null {
    if (this.count <= this.places) return null;
    const gone = this.worst;
    this.held[gone] = 0;
    this.count--;
    while (this.worst >= 0 && !this.held[this.worst]) this.worst--;
    return gone;
  }
}

/**
 * How a class chooses among all who have proposed so far: reserved seats first, group by group, each
 * for the best-ranked members left; all other seats, and the reserved ones that nobody claims, by
 * rank among everybody left. Nobody it turned away would be chosen later, so it need not remember.
 */
export class Choice {
  private readonly reserved: { group: Group; bench: Bench }[];
  private readonly open: Bench;

  /**
   * @param seats all seats, the reserved ones included
   * @param reserves groups in the order they are served; together at most `seats`
   * @param members groups of each person who may propose, by rank
   */
  constructor(
    seats: number,
    reserves: readonly { group: Group; n: number }[],
    private readonly members: readonly (readonly Group[])[],
  ) {
    this.reserved = reserves.map(({ group, n }) => ({
      group,
      bench: new Bench(n, members.length),
    }));
    this.open = new Bench(seats, members.length);
  }

  /** Takes a proposal; answers the rank that is turned away for it, if one is. */
  propose(rank: number): number | null {
    let left = rank;
    for (const { group, bench } of this.reserved) {
      if (!this.members[left]!.includes(group)) continue;
      const displaced = bench.offer(left);
      // a reserved seat found its member: until now it was on loan to everybody
      if (displaced === null) return this.open.shrink();
      left = displaced;
    }
    return this.open.offer(left);
  }
}
