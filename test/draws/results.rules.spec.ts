import fc from 'fast-check';
import { deferredAcceptance } from '../../src/draws/allotment.rules';
import { seatRules } from '../../src/draws/draw-lines.rules';
import type { DrawList } from '../../src/draws/draw-list.rules';
import { resultLines } from '../../src/draws/results.rules';
import { anyOrders, entryOf, plainClass, reserve } from './support';

const linesOf = (list: DrawList, orders: Record<string, string[]>) => {
  const rankIn = new Map(Object.entries(orders));
  return resultLines(list, { seatOf: deferredAcceptance(list, rankIn), rankIn });
};
const short = (lines: ReturnType<typeof linesOf>, id: string) =>
  lines.get(id)!.map(({ code, seat, why }) => `${code} ${seat ? 'in' : 'out'} ${why ?? '-'}`);

it('says who has a dearer wish, and whose seat was kept for a group', () => {
  const classes = [plainClass('a', 1), plainClass('b', 2, reserve('senior', 1))];
  const entries = [
    entryOf('P', ['a', 'b']),
    entryOf('Q', ['b']),
    entryOf('R', ['b']),
    entryOf('S', ['b'], 'senior'),
  ];
  const lines = linesOf({ classes, entries }, { a: ['P'], b: ['P', 'Q', 'R', 'S'] });
  expect(short(lines, 'a')).toEqual(['P in -']);
  expect(short(lines, 'b')).toEqual(['P out earlier', 'Q in -', 'R out -', 'S in reserved']);
});

it('calls no seat kept that the rank alone gives, and none missed that was not wanted', () => {
  const classes = [plainClass('a', 1), plainClass('b', 1, reserve('senior', 1))];
  const entries = [
    entryOf('P', ['a', 'b']),
    entryOf('S', ['b'], 'senior'),
    entryOf('T', ['b', 'a']),
  ];
  const lines = linesOf({ classes, entries }, { a: ['P', 'T'], b: ['P', 'S', 'T'] });
  expect(short(lines, 'b')).toEqual(['P out earlier', 'S in -', 'T out -']);
  expect(short(lines, 'a')).toEqual(['P in -', 'T out -']);
});

it('leaves no seat behind somebody turned away without a group that explains it', () => {
  fc.assert(
    fc.property(anyOrders({ classes: 4, entries: 20 }), ({ list, rankIn: all }) => {
      const wishesOf = new Map(list.entries.map(({ code, wishes }) => [code, wishes]));
      const wanted = (id: string) => all.get(id)!.filter((one) => wishesOf.get(one)!.includes(id));
      const rankIn = new Map([...all.keys()].map((id) => [id, wanted(id)]));
      const seatOf = deferredAcceptance(list, rankIn);
      const groupsOf = new Map(list.entries.map(({ code, groups }) => [code, groups]));
      for (const [id, lines] of resultLines(list, { seatOf, rankIn })) {
        const kept = seatRules(list.classes.find((c) => c.id === id)!).map(({ group }) => group);
        const away = lines.findIndex(({ seat, why }) => !seat && why === null);
        lines.forEach(({ code, seat, why }, at) => {
          const behind = seat && away >= 0 && at > away;
          expect(why === 'reserved').toBe(behind);
          if (behind) expect(groupsOf.get(code)!.some((group) => kept.includes(group))).toBe(true);
        });
      }
    }),
  );
});
