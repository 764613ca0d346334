import fc from 'fast-check';
import { MOST_SECONDS } from '../../src/preface/preface-fill.rules';
import { APART_DAYS } from '../../src/preface/preface-hearing.rules';
import { PrefacePlanner, Queues } from '../../src/preface/preface-planner.rules';
import type { QueueBrief, QueueClass, QueuePin } from '../../src/preface/preface-world';
import { daysBetween } from '../../src/shared/kernel/shanghai';
import { anyBriefs, anyClass, anyPins, TODAY } from './support';

const RUNS = { numRuns: 600, seed: 20261125 };

interface World {
  briefs: QueueBrief[];
  pins: QueuePin[];
  of: QueueClass;
}
const anyWorld: fc.Arbitrary<World> = fc.record({
  briefs: anyBriefs(),
  pins: anyPins(),
  of: anyClass(),
});

const plan = ({ briefs, pins, of }: World): Queues =>
  new PrefacePlanner(briefs, pins, TODAY).plan(of);

const byId = ({ briefs }: World) => new Map(briefs.map((brief) => [brief.id, brief]));
const validOn = (brief: QueueBrief | undefined, date: string): brief is QueueBrief =>
  brief !== undefined && brief.effectiveFrom <= date && date <= brief.validUntil;

const mayHear = (brief: QueueBrief, of: QueueClass): boolean =>
  brief.seconds <= MOST_SECONDS &&
  of.sitePath.startsWith(brief.sitePath) &&
  (brief.audience === null || of.audiences.length === 0 || of.audiences.includes(brief.audience));

/** What is wrong with queues, one word each; each is a promise of domain §5. */
function faults(world: World, queues: Queues): string[] {
  const briefs = byId(world);
  const { of } = world;
  return of.sessions.flatMap(({ id, date, fixed, dropped }) => {
    const queue = queues.get(id)!;
    const seconds = queue.map((item) => briefs.get(item.briefId)?.seconds ?? 0);
    const total = seconds.reduce((a, b) => a + b, 0);
    const wrong: string[] = [];
    if (total > MOST_SECONDS) wrong.push('too long');
    if (queue.some((item) => !briefs.has(item.briefId))) wrong.push('not published');
    if (queue.some((item) => !validOn(briefs.get(item.briefId), date))) wrong.push('not valid');
    if (queue.some((item) => dropped.includes(item.briefId))) wrong.push('dropped');
    if (new Set(queue.map((item) => item.briefId)).size < queue.length) wrong.push('twice');
    if (queue.some((item, i) => item.position !== i + 1 || item.why === '')) wrong.push('places');
    const free = queue.filter((item) => item.fix === null);
    if (free.some(({ briefId }) => briefs.has(briefId) && !mayHear(briefs.get(briefId)!, of)))
      wrong.push('not for them');
    if (free.some((item) => repeatsInVain(world, queues, item.briefId, { id, date })))
      wrong.push('repeated');
    if (!keeps(world, queue, { fixed, date })) wrong.push('not kept');
    return wrong;
  });
}

/**
 * The days on which the class hears a brief, as far as this evening has to mind them: what came before
 * it, and what staff fixed after it.
 */
const otherDays = (
  { of }: World,
  queues: Queues,
  briefId: string,
  at: { id: string; date: string },
): string[] => [
  ...of.heard.filter((one) => one.briefId === briefId).map(({ date }) => date),
  ...of.sessions
    .filter(({ id, date }) =>
      queues
        .get(id)!
        .some((one) => one.briefId === briefId && (date < at.date || (one.fix && id !== at.id))),
    )
    .map(({ date }) => date),
];

/** Within three weeks of another time, although something else could have been told. */
function repeatsInVain(
  world: World,
  queues: Queues,
  briefId: string,
  { id, date }: { id: string; date: string },
): boolean {
  const near = (days: string[]) =>
    days.some((day) => Math.abs(daysBetween(day, date)) < APART_DAYS);
  if (!near(otherDays(world, queues, briefId, { id, date }))) return false;
  const session = world.of.sessions.find((one) => one.id === id)!;
  const queue = queues.get(id)!;
  return world.briefs.some(
    (other) =>
      mayHear(other, world.of) &&
      validOn(other, date) &&
      !session.dropped.includes(other.id) &&
      !queue.some((item) => item.briefId === other.id) &&
      !near(otherDays(world, queues, other.id, { id, date })),
  );
}

/** What staff fixed stays in its order, as long as it may be told and three minutes hold it. */
function keeps(
  world: World,
  queue: readonly { briefId: string; fix: string | null; position: number }[],
  { fixed, date }: Pick<QueueClass['sessions'][number], 'fixed' | 'date'>,
): boolean {
  const briefs = byId(world);
  const inOrder = [...fixed].sort(
    (a, b) => a.position - b.position || (a.briefId < b.briefId ? -1 : 1),
  );
  let total = 0;
  const expected = inOrder.filter(({ briefId }) => {
    const brief = briefs.get(briefId);
    if (!validOn(brief, date) || total + brief.seconds > MOST_SECONDS) return false;
    total += brief.seconds;
    return true;
  });
  const kept = queue.filter((item) => item.fix !== null);
  const sameOrder =
    kept.map((item) => item.briefId).join() === expected.map((f) => f.briefId).join();
  return (
    sameOrder && kept.every((item, i) => item.position <= Math.max(expected[i]!.position, i + 1))
  );
}

it('keeps every promise about a queue, over random briefs, pins, evenings and hands of staff', () => {
  fc.assert(
    fc.property(anyWorld, (world) => {
      expect(faults(world, plan(world))).toEqual([]);
    }),
    RUNS,
  );
});

describe('the promises can be broken: without a guard the same worlds break them', () => {
  const broken = (spoil: (world: World) => World): Set<string> =>
    new Set(fc.sample(anyWorld, RUNS).flatMap((world) => faults(world, plan(spoil(world)))));
  const each = (change: Partial<QueueBrief>) => (world: World) => ({
    ...world,
    briefs: world.briefs.map((brief) => ({ ...brief, ...change })),
  });

  it.each([
    ['too long', each({ seconds: 1 })],
    ['not valid', each({ effectiveFrom: '2026-01-01', validUntil: '2099-01-01' })],
    ['not for them', each({ audience: null, sitePath: '/' })],
    ['repeated', (world: World) => ({ ...world, of: { ...world.of, heard: [] } })],
    [
      'dropped',
      (world: World) => ({
        ...world,
        of: { ...world.of, sessions: world.of.sessions.map((one) => ({ ...one, dropped: [] })) },
      }),
    ],
    [
      'not kept',
      (world: World) => ({
        ...world,
        of: { ...world.of, sessions: world.of.sessions.map((one) => ({ ...one, fixed: [] })) },
      }),
    ],
  ] as const)('%s', (fault, spoil) => {
    expect(broken(spoil).has(fault)).toBe(true);
  });

  it('not published', () => {
    const gone = (world: World): World => ({ ...world, briefs: world.briefs.slice(1) });
    const found = fc.sample(anyWorld, RUNS).flatMap((world) => faults(gone(world), plan(world)));
    expect(found).toContain('not published');
  });
});

it('gives the same queues whatever the order in which it is told of briefs and pins', () => {
  const shuffled = anyWorld.chain((world) =>
    fc.record({
      world: fc.constant(world),
      briefs: fc.shuffledSubarray(world.briefs, { minLength: world.briefs.length }),
      pins: fc.shuffledSubarray(world.pins, { minLength: world.pins.length }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ world, briefs, pins }) => {
      expect(plan({ ...world, briefs, pins })).toEqual(plan(world));
    }),
    RUNS,
  );
});

it('plans again what it planned, once staff have fixed all of it', () => {
  fc.assert(
    fc.property(anyWorld, (world) => {
      const queues = plan(world);
      const fixed = (id: string) =>
        queues
          .get(id)!
          .map(({ briefId, position }) => ({ briefId, position, fix: 'placed' as const }));
      const sessions = world.of.sessions.map((one) => ({ ...one, fixed: fixed(one.id) }));
      const again = plan({ ...world, of: { ...world.of, sessions } });
      for (const { id } of sessions)
        expect(
          again
            .get(id)!
            .slice(0, fixed(id).length)
            .map((item) => item.briefId),
        ).toEqual(fixed(id).map((item) => item.briefId));
    }),
    RUNS,
  );
});

it('leaves no evening empty while there is anything to tell', () => {
  fc.assert(
    fc.property(anyWorld, (world) => {
      const queues = plan(world);
      for (const { id, date, dropped } of world.of.sessions) {
        const some = world.briefs.some(
          (one) => mayHear(one, world.of) && validOn(one, date) && !dropped.includes(one.id),
        );
        expect(queues.get(id)!.length > 0 || !some).toBe(true);
      }
    }),
    RUNS,
  );
});

/** How many different briefs a class can hear at most: every way of placing them is tried. */
function mostHeard({ briefs, of }: World): number {
  const mine = briefs.filter((brief) => mayHear(brief, of));
  const room = of.sessions.map(() => MOST_SECONDS);
  const place = (at: number): number => {
    const brief = mine[at];
    if (!brief) return 0;
    let best = place(at + 1);
    of.sessions.forEach(({ date }, i) => {
      if (!validOn(brief, date) || room[i]! < brief.seconds) return;
      room[i]! -= brief.seconds;
      best = Math.max(best, 1 + place(at + 1));
      room[i]! += brief.seconds;
    });
    return best;
  };
  return place(0);
}

it('reaches at least 95 % of the briefs that an exact solver gets told within a term', () => {
  const small = fc.record({ briefs: anyBriefs(7), of: anyClass(7) }).map(({ briefs, of }) => ({
    ...{ briefs, pins: [] },
    of: {
      ...of,
      ...{ heard: [], missed: [] },
      sessions: of.sessions.slice(0, 4).map((one) => ({ ...one, fixed: [], dropped: [] })),
    },
  }));
  let [told, most] = [0, 0];
  for (const world of fc.sample(small, { numRuns: 600, seed: 7 })) {
    told += new Set([...plan(world).values()].flat().map((item) => item.briefId)).size;
    most += mostHeard(world);
  }
  expect(told / most).toBeGreaterThanOrEqual(0.95);
});
