import type { Allotment } from './allotment.rules';

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
