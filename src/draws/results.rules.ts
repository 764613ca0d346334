import { allot, Allotment } from './allotment.rules';
import { DrawList, parseDrawList } from './draw-list.rules';

/**
 * The public results: for each class, by id, everybody who wanted it in the order of their lots, and
 * whether they have a seat in it. The scripts that recompute a draw write the same bytes.
 */
export function resultsText({ seatOf, rankIn }: Allotment): string {
  const rows = [...rankIn].flatMap(([id, codes]) =>
    codes.map((code, at) => `${code},${id},${at + 1},${seatOf.get(code) === id ? 1 : 0}`),
  );
  return ['code,class,rank,seat', ...rows, ''].join('\n');
}

/** One person in one class; `rank` counts from 1. */
export interface ResultLine {
  code: string;
  rank: number;
  seat: boolean;
  /**
   * What the rank alone does not explain. `earlier`: they have a dearer wish, so they did not want
   * this one. `reserved`: somebody before them who did want it went without, so it is a seat that
   * was kept for their group; all other seats go by rank.
   */
  why: 'earlier' | 'reserved' | null;
}

/** The results with their reasons, by class, from what is published alone. */
export function resultLines(
  { entries }: Pick<DrawList, 'entries'>,
  { seatOf, rankIn }: Allotment,
): Map<string, ResultLine[]> {
  const wishesOf = new Map(entries.map(({ code, wishes }) => [code, wishes]));
  const linesOf = (id: string, codes: readonly string[]): ResultLine[] => {
    let turnedAway = false;
    return codes.map((code, at) => {
      const [given, wishes] = [seatOf.get(code), wishesOf.get(code)!];
      const seat = given === id;
      const earlier = !seat && given !== undefined && wishes.indexOf(given) < wishes.indexOf(id);
      turnedAway ||= !seat && !earlier;
      const why = earlier ? 'earlier' : seat && turnedAway ? 'reserved' : null;
      return { code, rank: at + 1, seat, why };
    });
  };
  return new Map([...rankIn].map(([id, codes]) => [id, linesOf(id, codes)]));
}

/** A held draw, as everybody may read it. */
export interface DrawResults {
  /** The first line of the list: the version of the rules. */
  heading: string;
  list: DrawList;
  /** {@link resultsText} */
  text: string;
  lines: Map<string, ResultLine[]>;
}

/** What a published list and its seed come to. @throws UnreadableList */
export function drawResults(published: string, seed: string): DrawResults {
  const list = parseDrawList(published);
  const allotment = allot(published, seed);
  return {
    heading: published.slice(0, published.indexOf('\n')),
    list,
    text: resultsText(allotment),
    lines: resultLines(list, allotment),
  };
}
