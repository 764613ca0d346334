import fc from 'fast-check';
import { allot, deferredAcceptance } from '../../src/draws/allotment.rules';
import type { DrawClass, DrawEntry } from '../../src/draws/draw-lines.rules';
import { DrawList, drawList } from '../../src/draws/draw-list.rules';
import { Group, groupKinds } from '../../src/scheduling/priorities';
import { resultsText } from '../../src/draws/results.rules';
import {
  anyFacts,
  anyOrders,
  codeOf,
  entryOf,
  plainClass,
  reserve,
  seedOf,
  weight,
} from './support';

type Orders = ReadonlyMap<string, readonly string[]>;
type Seats = ReadonlyMap<string, string>;

/** The choice of a class from scratch, as the rule reads; the product keeps it up to date instead. */
function choose(c: DrawClass, order: readonly string[], list: DrawList, askers: Set<string>) {
  const groupsOf = (code: string) => list.entries.find((one) => one.code === code)!.groups;
  let left = order.filter((code) => askers.has(code));
  const chosen: string[] = [];
  for (const group of groupKinds) {
    const kept = c.rules.find((rule) => rule.group === group && rule.kind === 'seats')?.n ?? 0;
    chosen.push(...left.filter((code) => groupsOf(code).includes(group)).slice(0, kept));
    left = left.filter((code) => !chosen.includes(code));
  }
  return new Set([...chosen, ...left.slice(0, c.seats - chosen.length)]);
}

const seatedIn = (seatOf: Seats, id: string) =>
  new Set([...seatOf].filter(([, seat]) => seat === id).map(([code]) => code));
/** Where a class stands in somebody's wishes: less is better, a class not wished for worse than none. */
const placeOf = (entry: DrawEntry, id: string | undefined): number => {
  if (id === undefined) return entry.wishes.length;
  const at = entry.wishes.indexOf(id);
  return at < 0 ? entry.wishes.length + 1 : at;
};

/**
 * What is wrong with an allotment: a seat nobody asked for, a class that would not choose all whom it
 * has, or a learner and a class that block it. They block it when the learner would rather sit there
 * than where they are, and the class, free to choose again among all whom it has and that learner,
 * would take the learner.
 */
function faults(list: DrawList, orders: Orders, seatOf: Seats): string[] {
  const found: string[] = [];
  for (const entry of list.entries)
    if (placeOf(entry, seatOf.get(entry.code)) > entry.wishes.length)
      found.push(`${entry.code} sits where they never wished to`);
  for (const c of list.classes) {
    const seated = seatedIn(seatOf, c.id);
    const kept = choose(c, orders.get(c.id)!, list, seated);
    if (kept.size < seated.size) found.push(`${c.id} has more than ${c.seats}`);
    for (const entry of list.entries) {
      if (placeOf(entry, c.id) >= placeOf(entry, seatOf.get(entry.code))) continue;
      const again = choose(c, orders.get(c.id)!, list, new Set([...seated, entry.code]));
      if (again.has(entry.code)) found.push(`${entry.code} and ${c.id} block`);
    }
  }
  return found;
}

describe('a small draw by hand', () => {
  const codes = (text: string) => text.split('');
  const run = (
    classes: DrawClass[],
    wishes: Record<string, [string, ...Group[]]>,
    order: string,
  ) => {
    const entries = Object.entries(wishes).map(([code, [wanted, ...own]]) =>
      entryOf(code, codes(wanted), ...own),
    );
    const known = codes(order).filter((code) => code in wishes);
    const rankIn = new Map(classes.map((c) => [c.id, known]));
    return Object.fromEntries(deferredAcceptance({ classes, entries }, rankIn));
  };
  const wantX = { A: ['x'], B: ['x'], C: ['x', 'near'], D: ['x', 'near', 'senior'] } as never;

  it.each([
    ['seats go by lot', [plainClass('x', 2)], wantX, 'AB'],
    [
      'a reserved seat goes to its group first',
      [plainClass('x', 2, reserve('near', 1))],
      wantX,
      'AC',
    ],
    [
      'a group may win more than is reserved',
      [plainClass('x', 4, reserve('near', 1))],
      wantX,
      'ABCD',
    ],
    ['two reserved seats', [plainClass('x', 3, reserve('near', 2))], wantX, 'ACD'],
    [
      'the next group takes the next of its members',
      [plainClass('x', 2, reserve('near', 1), reserve('senior', 1))],
      wantX,
      'CD',
    ],
    [
      'a reserved seat that nobody claims is for everybody',
      [plainClass('x', 2, reserve('newcomer', 2))],
      wantX,
      'AB',
    ],
    [
      'a member whose own luck would do counts towards the reserve',
      [plainClass('x', 2, reserve('near', 1))],
      { A: ['x', 'near'], B: ['x'], C: ['x', 'near'] } as never,
      'AB',
    ],
  ])('%s', (_, classes, wishes, seated) => {
    const seatOf = run(classes, wishes, 'ABCD');
    expect(Object.keys(seatOf).sort().join('')).toBe(seated);
  });

  it('moves whoever is sent away on to the next wish, through a chain', () => {
    const classes = [plainClass('x', 1), plainClass('y', 1), plainClass('z', 1)];
    expect(run(classes, { C: ['xyz'], B: ['xy'], A: ['x'] }, 'ABC')).toEqual({
      ...{ A: 'x', B: 'y', C: 'z' },
    });
    expect(run(classes, { C: ['xy'], B: ['xy'], A: ['x'] }, 'ABC')).toEqual({ A: 'x', B: 'y' });
  });
});

describe('an allotment', () => {
  it('is stable: nobody is seated wrongly and no learner and class block it', () => {
    fc.assert(
      fc.property(anyFacts({ classes: 4, entries: 14 }), fc.nat(), (facts, seed) => {
        const { seatOf, rankIn } = allot(drawList(facts.classes, facts.entries), seedOf(seed));
        expect(faults(facts, rankIn, seatOf)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('would not be stable under immediate acceptance, which the same search finds out', () => {
    const stable = fc.property(
      anyOrders({ classes: 3, entries: 6 }),
      ({ list, rankIn }) => faults(list, rankIn, immediateAcceptance(list, rankIn)).length === 0,
    );
    expect(fc.check(stable, { numRuns: 400, seed: 1 }).failed).toBe(true);
  });

  it('never gives more seats than there are, and leaves none empty that somebody misses', () => {
    fc.assert(
      fc.property(anyFacts({ classes: 3, entries: 14 }), fc.nat(), (facts, seed) => {
        const { seatOf } = allot(drawList(facts.classes, facts.entries), seedOf(seed));
        for (const c of facts.classes) {
          const taken = seatedIn(seatOf, c.id).size;
          const missing = facts.entries.some(
            (one) => placeOf(one, c.id) < placeOf(one, seatOf.get(one.code)),
          );
          expect(taken).toBeLessThanOrEqual(c.seats);
          if (missing) expect(taken).toBe(c.seats);
        }
      }),
    );
  });

  it('turns no member away while fewer of the group sit there than are reserved', () => {
    fc.assert(
      fc.property(anyFacts({ classes: 3, entries: 14 }), fc.nat(), (facts, seed) => {
        const { seatOf } = allot(drawList(facts.classes, facts.entries), seedOf(seed));
        for (const c of facts.classes)
          for (const { group, n } of c.rules.filter(({ kind }) => kind === 'seats')) {
            const members = facts.entries.filter((one) => one.groups.includes(group));
            const sit = members.filter((one) => seatOf.get(one.code) === c.id).length;
            const missing = members.some(
              (one) => placeOf(one, c.id) < placeOf(one, seatOf.get(one.code)),
            );
            if (missing) expect(sit).toBeGreaterThanOrEqual(n);
          }
      }),
    );
  });

  it('is the best stable one for every learner', () => {
    fc.assert(
      fc.property(anyOrders({ classes: 3, entries: 4, seats: 2 }), ({ list, rankIn }) => {
        const seatOf = deferredAcceptance(list, rankIn);
        for (const other of everyAllotment(list.entries))
          if (faults(list, rankIn, other).length === 0)
            for (const one of list.entries)
              expect(placeOf(one, seatOf.get(one.code))).toBeLessThanOrEqual(
                placeOf(one, other.get(one.code)),
              );
      }),
      { numRuns: 200 },
    );
  });

  it('never punishes anybody for belonging to one more group', () => {
    fc.assert(
      fc.property(
        anyOrders({ classes: 3, entries: 7, seats: 2 }),
        fc.nat(),
        ({ list, rankIn }, any) => {
          fc.pre(list.entries.length > 0);
          const one = list.entries[any % list.entries.length]!;
          const before = placeOf(one, deferredAcceptance(list, rankIn).get(one.code));
          for (const group of groupKinds) {
            const more = { ...one, groups: [...new Set([...one.groups, group])] };
            const seatOf = deferredAcceptance(exchanged(list, more), rankIn);
            expect(placeOf(one, seatOf.get(one.code))).toBeLessThanOrEqual(before);
          }
        },
      ),
    );
  });
});

function* everyAllotment(entries: readonly DrawEntry[]): Generator<Seats> {
  const [first, ...rest] = entries;
  if (!first) yield new Map();
  else
    for (const others of everyAllotment(rest)) {
      yield others;
      for (const id of first.wishes) yield new Map([...others, [first.code, id]]);
    }
}

const exchanged = (list: DrawList, changed: DrawEntry): DrawList => ({
  ...list,
  entries: list.entries.map((one) => (one.code === changed.code ? changed : one)),
});

/** Every list of wishes one could hand in: each choice of classes in each order. */
const reports = (ids: readonly string[]): string[][] => [
  [],
  ...ids.flatMap((id) => reports(ids.filter((other) => other !== id)).map((rest) => [id, ...rest])),
];

/** No report, true or not, brings anybody a class that they like better than the true one does. */
const strategyProof = (mechanism: (list: DrawList, orders: Orders) => Seats) =>
  fc.property(anyOrders({ classes: 3, entries: 5, seats: 2 }), ({ list, rankIn }) => {
    const honest = mechanism(list, rankIn);
    return list.entries.every((one) =>
      reports(list.classes.map(({ id }) => id)).every((wishes) => {
        const seatOf = mechanism(exchanged(list, { ...one, wishes }), rankIn);
        return placeOf(one, seatOf.get(one.code)) >= placeOf(one, honest.get(one.code));
      }),
    );
  });

/** The Boston rule: first all first wishes are served for good, then the second ones … */
function immediateAcceptance(list: DrawList, orders: Orders): Seats {
  const seatOf = new Map<string, string>();
  for (let round = 0; round < list.classes.length; round++)
    for (const c of list.classes) {
      const left = c.seats - seatedIn(seatOf, c.id).size;
      const askers = list.entries.filter(
        (one) => !seatOf.has(one.code) && one.wishes[round] === c.id,
      );
      const codes = new Set(askers.map(({ code }) => code));
      for (const code of orders
        .get(c.id)!
        .filter((one) => codes.has(one))
        .slice(0, left))
        seatOf.set(code, c.id);
    }
  return seatOf;
}

describe('the true order of wishes', () => {
  it('is the best report, whatever the others do', () => {
    fc.assert(strategyProof(deferredAcceptance), { numRuns: 400 });
  });

  it('would not be under immediate acceptance, which the same search finds out', () => {
    const found = fc.check(strategyProof(immediateAcceptance), { numRuns: 400, seed: 1 });
    expect(found.failed).toBe(true);
    // by a better class for a false report, not by a mistake of the control
    expect(String(found.errorInstance)).toContain('returning false');
  });
});

describe('the results', () => {
  const classes = [plainClass('y', 1), plainClass('x', 1, weight('near', 2))];
  const entries = [0, 1, 2].map((n) => entryOf(codeOf(n), n === 2 ? ['y'] : ['x', 'y'], 'near'));
  const result = allot(drawList(classes, entries), seedOf(3));

  it('name everybody who wanted a class, by rank, and whether they sit there', () => {
    const lines = resultsText(result).split('\n');
    const [x, y] = [result.rankIn.get('x')!, result.rankIn.get('y')!];
    expect(lines[0]).toBe('code,class,rank,seat');
    expect(lines.slice(1, 3)).toEqual([`${x[0]},x,1,1`, `${x[1]},x,2,0`]);
    expect(lines.slice(3)).toEqual([
      ...y.map((code, at) => `${code},y,${at + 1},${result.seatOf.get(code) === 'y' ? 1 : 0}`),
      '',
    ]);
    expect([x.length, y.length, result.seatOf.size]).toEqual([2, 3, 2]);
  });
});

test('20,000 entries with five wishes among 60 classes take well under two seconds', () => {
  const own = (n: number) => groupKinds.filter((_, at) => (n >> at) % 2 === 1);
  const classes = Array.from({ length: 60 }, (_, n) =>
    plainClass(`c${n}`, 20 + n, reserve('near', 8), reserve('senior', 4), weight('newcomer', 2)),
  );
  const entries = Array.from({ length: 20_000 }, (_, n) => {
    const wishes = [1, 7, 11, 13, 17].map((step) => `c${(n * step + (n >> 6)) % 60}`);
    return entryOf(codeOf(n), [...new Set(wishes)], ...own(n));
  });
  const text = drawList(classes, entries);
  const begun = process.cpuUsage();
  const { seatOf } = allot(text, seedOf(0));
  const { user, system } = process.cpuUsage(begun);
  expect(seatOf.size).toBe(classes.reduce((sum, { seats }) => sum + seats, 0));
  expect((user + system) / 1000).toBeLessThan(2_000);
});
