import fc from 'fast-check';
import type { DrawClass, DrawEntry, DrawRule } from '../../src/draws/draw-lines.rules';
import type { DrawList } from '../../src/draws/draw-list.rules';
import { Group, groupKinds } from '../../src/scheduling/priorities';
import { sha256 } from '../../src/shared/kernel/ids';

/** A seed that is the same in every run. */
export const seedOf = (n: number): string => sha256(`seed ${n}`);

const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** The n-th entry code; the order of codes is not that of the numbers. */
export function codeOf(n: number): string {
  let rest = (n * 7_919 + 12_345) % LETTERS.length ** 5;
  let code = '';
  for (let at = 0; at < 8; at++) {
    code += LETTERS[rest % LETTERS.length];
    rest = Math.floor(rest / LETTERS.length);
  }
  return code;
}

export const plainClass = (id: string, seats: number, ...rules: DrawRule[]): DrawClass => ({
  ...{ id, seats, rules },
});
export const reserve = (group: Group, n: number): DrawRule => ({ group, kind: 'seats', n });
export const weight = (group: Group, n: number): DrawRule => ({ group, kind: 'weight', n });
export const entryOf = (code: string, wishes: string[], ...own: Group[]): DrawEntry => ({
  ...{ code, wishes, groups: own },
});

const anyClass = (id: string, mostSeats: number): fc.Arbitrary<DrawClass> =>
  fc
    .record({
      seats: fc.integer({ min: 1, max: mostSeats }),
      kept: fc.array(fc.integer({ min: 0, max: mostSeats / 2 }), { minLength: 3, maxLength: 3 }),
      tickets: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 3 }),
    })
    .map(({ seats, kept, tickets }) => {
      let left = seats;
      const rules = groupKinds.flatMap((group, at) => {
        const n = Math.min(kept[at]!, left);
        left -= n;
        const both = [reserve(group, n), weight(group, tickets[at]!)];
        return both.filter((rule) => rule.n >= (rule.kind === 'seats' ? 1 : 2));
      });
      return { id, seats, rules };
    });

interface Most {
  classes: number;
  entries: number;
  /** In one class, an even number. */
  seats?: number;
}

/** Classes and entries in any order, reserves and weights of every kind, groups that nobody asks about. */
export const anyFacts = (most: Most): fc.Arbitrary<DrawList> =>
  fc.integer({ min: 1, max: most.classes }).chain((count) => {
    const ids = Array.from({ length: count }, (_, n) => `c${n}`);
    const entry = fc.record({
      wishes: fc.shuffledSubarray(ids, { minLength: 1 }),
      groups: fc.shuffledSubarray([...groupKinds]),
    });
    return fc
      .record({
        classes: fc.tuple(...ids.map((id) => anyClass(id, most.seats ?? 4))),
        // without the size, fast-check stays below ten
        entries: fc.array(entry, { maxLength: most.entries, size: 'max' }),
      })
      .map(({ classes, entries }) => ({
        classes: classes.toReversed(),
        entries: entries.map((one, n) => ({ ...one, code: codeOf(n) })),
      }));
  });

/** A list with an order of its entrants for every class, free of any lot. */
export const anyOrders = (
  most: Most,
): fc.Arbitrary<{ list: DrawList; rankIn: Map<string, string[]> }> =>
  anyFacts(most).chain((list) => {
    const codes = list.entries.map(({ code }) => code);
    const orders = list.classes.map(() => fc.shuffledSubarray(codes, { minLength: codes.length }));
    return fc.tuple(...orders).map((found) => ({
      list,
      rankIn: new Map(list.classes.map((c, at) => [c.id, found[at]!])),
    }));
  });
