import fc from 'fast-check';
import type {
  FixedItem,
  QueueBrief,
  QueueClass,
  QueuePin,
  QueueSession,
} from '../../src/preface/preface-world';
import { addDays } from '../../src/shared/kernel/shanghai';

export const TODAY = '2026-11-25';
export const CENTER = '/c/';
const SITES = [CENTER, '/c/a/', '/c/b/'];
const LEVELS = ['central', 'province', 'city', 'county'];
const AUDIENCES = ['elder', 'farmer'];

const day = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((days) => addDays(TODAY, days));

/** Published briefs as they come: mostly two to three minutes, some short, some too long for a queue. */
export const anyBriefs = (most = 12): fc.Arbitrary<QueueBrief[]> =>
  fc
    .array(
      fc.record({
        level: fc.constantFrom(...LEVELS),
        seconds: fc.oneof(
          { weight: 3, arbitrary: fc.integer({ min: 120, max: 180 }) },
          { weight: 2, arbitrary: fc.integer({ min: 40, max: 119 }) },
          { weight: 1, arbitrary: fc.integer({ min: 181, max: 216 }) },
        ),
        effectiveFrom: fc.oneof(fc.constant('2026-01-01'), day(0, 30)),
        life: fc.integer({ min: 0, max: 90 }),
        audience: fc.option(fc.constantFrom(...AUDIENCES), { freq: 4 }),
        sitePath: fc.oneof(
          { weight: 4, arbitrary: fc.constant(CENTER) },
          fc.constantFrom(...SITES),
        ),
      }),
      { maxLength: most },
    )
    .map((drawn) =>
      drawn.map(({ life, ...one }, i) => ({
        ...{ id: `b${String(i).padStart(2, '0')}`, levelName: one.level, ...one },
        validUntil: addDays(one.effectiveFrom < TODAY ? TODAY : one.effectiveFrom, life),
      })),
    );

const briefId = (most: number) =>
  fc.integer({ min: 0, max: most - 1 }).map((i) => `b${String(i).padStart(2, '0')}`);

const anyFixed = (most: number): fc.Arbitrary<FixedItem[]> =>
  fc.uniqueArray(
    fc.record({
      briefId: briefId(most),
      position: fc.integer({ min: 1, max: 3 }),
      fix: fc.constantFrom('pinned', 'placed', 'swapped'),
    }),
    { maxLength: 2, selector: (item) => item.briefId },
  );

/** A class that meets every few days, with what staff did to its queues and what it has heard. */
export const anyClass = (most = 12): fc.Arbitrary<QueueClass> =>
  fc
    .record({
      sitePath: fc.constantFrom('/c/a/s/', '/c/b/s/'),
      audiences: fc.oneof(fc.constant([]), fc.subarray(AUDIENCES)),
      gap: fc.constantFrom(3, 7, 14),
      sessions: fc.array(
        fc.record({
          fixed: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, anyFixed(most)),
          dropped: fc.oneof(
            { weight: 3, arbitrary: fc.constant<string[]>([]) },
            fc.array(briefId(most), { maxLength: 2 }),
          ),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      heard: fc.array(fc.record({ briefId: briefId(most), date: day(-60, -1) }), { maxLength: 6 }),
      missed: fc.uniqueArray(briefId(most), { maxLength: 2 }),
    })
    .map(({ gap, sessions, ...one }) => ({
      ...{ id: 'class', ...one },
      sessions: sessions.map((session, i) => sessionOf(session, i, gap)),
    }));

const sessionOf = (
  { fixed, dropped }: Pick<QueueSession, 'fixed' | 'dropped'>,
  at: number,
  gap: number,
): QueueSession => ({
  ...{ id: `s${at}`, date: addDays(TODAY, 1 + at * gap), fixed },
  dropped: dropped.filter((id) => !fixed.some((item) => item.briefId === id)),
  standing: null,
});

export const anyPins = (most = 12): fc.Arbitrary<QueuePin[]> =>
  fc
    .array(
      fc.record({
        what: fc.oneof(briefId(most), fc.constantFrom(...LEVELS)),
        from: day(-10, 40),
        days: fc.integer({ min: 0, max: 30 }),
        sitePath: fc.constantFrom(...SITES),
      }),
      { maxLength: 3 },
    )
    .map((drawn) =>
      drawn.map(({ what, from, days, sitePath }, i) => ({
        ...{ id: `p${i}`, from, to: addDays(from, days), sitePath },
        ...(LEVELS.includes(what)
          ? { briefId: null, level: what }
          : { briefId: what, level: null }),
      })),
    );
