import { hmacSha256, sha256 } from '../shared/kernel/ids';
import type { DrawClass, DrawEntry } from './draw-lines.rules';

/** The best of an entry's first `weight` tickets; the smallest of all comes first. */
export type Lot = (code: string, weight: number) => string;

/**
 * What is published before the window opens: SHA-256 of the seed, in hexadecimal. It binds whoever
 * holds the seed without telling it.
 * @param seed 32 secret random bytes as 64 hexadecimal digits
 */
export const commitment = (seed: string): string => sha256(seedBytes(seed));

/**
 * The lots of one draw. A code draws the same ones for every class; more weight in a class adds
 * tickets, it never changes the first.
 * @param listHash of the list as published: any change in it deals everybody new lots
 */
export function lotsOf(seed: string, listHash: string): Lot {
  const key = Buffer.concat([seedBytes(seed), Buffer.from(listHash, 'hex')]);
  /** By code the best of the first ticket, of the first two, of the first three … */
  const drawn = new Map<string, string[]>();
  return (code, weight) => {
    const best = drawn.get(code) ?? [];
    if (best.length === 0) drawn.set(code, best);
    while (best.length < weight) {
      const nth = best.length + 1;
      const ticket = hmacSha256(key, nth === 1 ? code : `${code}#${nth}`);
      const sofar = best.at(-1);
      best.push(sofar === undefined || ticket < sofar ? ticket : sofar);
    }
    return best[weight - 1]!;
  };
}

/** How many tickets an entry has in a class: by the largest weight rule it falls under, else one. */
export function weightIn(c: DrawClass, entry: DrawEntry): number {
  const weights = c.rules.filter((r) => r.kind === 'weight' && entry.groups.includes(r.group));
  return Math.max(1, ...weights.map(({ n }) => n));
}

/** The codes of those who want a class in the order of their lots; equal lots in the order of codes. */
export function orderOf(c: DrawClass, entrants: readonly DrawEntry[], lot: Lot): string[] {
  return entrants
    .map((entry) => ({ code: entry.code, best: lot(entry.code, weightIn(c, entry)) }))
    .sort((a, b) => (a.best < b.best || (a.best === b.best && a.code < b.code) ? -1 : 1))
    .map(({ code }) => code);
}

function seedBytes(seed: string): Buffer {
  if (!/^[0-9a-f]{64}$/.test(seed)) throw new Error('a seed is 64 hexadecimal digits');
  return Buffer.from(seed, 'hex');
}
