import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { commitment, Lot, lotsOf, orderOf, weightIn } from '../../src/draws/lots.rules';
import { sha256 } from '../../src/shared/kernel/ids';
import { codeOf, entryOf, plainClass, reserve, seedOf, weight } from './support';

const LIST = sha256('some list');
const SEED = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';

describe('the commitment', () => {
  it('is the hash of the 32 bytes of the seed, not of its digits', () => {
    // python3 -c 'import hashlib; print(hashlib.sha256(bytes(range(32))).hexdigest())'
    expect(commitment(SEED)).toBe(
      '630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd',
    );
    expect(commitment(SEED)).not.toBe(sha256(SEED));
  });

  it.each(['', 'aa', SEED.slice(2), SEED.toUpperCase(), `${SEED.slice(1)}g`])(
    'refuses %j as a seed',
    (seed) => {
      expect(() => commitment(seed)).toThrow('64 hexadecimal digits');
      expect(() => lotsOf(seed, LIST)).toThrow('64 hexadecimal digits');
    },
  );
});

describe('a lot', () => {
  const ticket = (name: string) =>
    createHmac('sha256', Buffer.from(SEED + LIST, 'hex'))
      .update(name)
      .digest('hex');

  it('is the HMAC of the code under seed and list hash', () => {
    // printf K7QM2X9P | openssl dgst -sha256 -mac HMAC -macopt hexkey:$SEED$LIST
    expect(lotsOf(SEED, LIST)('K7QM2X9P', 1)).toBe(
      '2a4931f82e12423c5e4ef941493eefe5b94f8dfc310c335e66f89db3ed20f28d',
    );
  });

  it.each([1, 2, 3, 9])('is the smallest of %i tickets, asked for in any order', (w) => {
    const lot = lotsOf(SEED, LIST);
    for (let n = 0; n < 50; n++) {
      const code = codeOf(n);
      const more = Array.from({ length: w - 1 }, (_, at) => ticket(`${code}#${at + 2}`));
      const smallest = [ticket(code), ...more].sort()[0];
      if (n % 2) lot(code, 9);
      expect(lot(code, w)).toBe(smallest);
    }
  });
});

describe('the weight of an entry', () => {
  const c = plainClass('c', 3, weight('near', 2), reserve('senior', 1), weight('newcomer', 4));
  it.each([
    [[], 1],
    [['senior'], 1],
    [['near'], 2],
    [['near', 'senior', 'newcomer'], 4],
  ] as const)('of %j is %i', (own, expected) => {
    expect(weightIn(c, entryOf('K7QM2X9P', ['c'], ...own))).toBe(expected);
  });
});

const entrants = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    entryOf(codeOf(n), ['c'], ...(n ? [] : ['near' as const])),
  );
const plain = plainClass('c', 3);
const doubled = plainClass('c', 3, weight('near', 2));

describe('the order', () => {
  it('is a permutation of those who want the class, the same for one key', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(), (count, seed) => {
        const all = entrants(count);
        const order = orderOf(doubled, all, lotsOf(seedOf(seed), LIST));
        expect(order.toSorted()).toEqual(all.map(({ code }) => code).sort());
        expect(orderOf(doubled, all.toReversed(), lotsOf(seedOf(seed), LIST))).toEqual(order);
      }),
    );
  });

  it('is another one for another seed and for another list', () => {
    const all = entrants(30);
    const order = orderOf(plain, all, lotsOf(SEED, LIST));
    expect(orderOf(plain, all, lotsOf(seedOf(1), LIST))).not.toEqual(order);
    expect(orderOf(plain, all, lotsOf(SEED, sha256('another list')))).not.toEqual(order);
  });

  it('is one order for all classes, as far as nobody has more weight in one of them', () => {
    const lot = lotsOf(SEED, LIST);
    const all = entrants(30);
    const order = orderOf(plain, all, lot);
    const others = all.slice(1);
    expect(orderOf(plainClass('d', 9, weight('senior', 3)), others, lot)).toEqual(
      order.filter((code) => code !== all[0]!.code),
    );
  });

  it('goes by code where lots are equal', () => {
    const same: Lot = () => 'ff';
    const codes = entrants(20).map(({ code }) => code);
    expect(orderOf(plain, entrants(20), same)).toEqual(codes.sort());
  });
});

const DRAWS = 6_000;
/** How often each of the six orders of three entrants came up. */
function orders(lotOf: (draw: number) => Lot, c = plain): number[] {
  const seen = new Map<string, number>();
  for (let draw = 0; draw < DRAWS; draw++) {
    const order = orderOf(c, entrants(3), lotOf(draw)).join(' ');
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  return [...seen.values(), 0, 0, 0, 0, 0, 0].slice(0, 6);
}
const chiSquare = (counts: number[]): number =>
  counts.reduce((sum, count) => sum + (count - DRAWS / 6) ** 2 / (DRAWS / 6), 0);
/** With 5 degrees of freedom a fair draw stays below this 999 times in 1,000. */
const FAIR = 20.5;

describe('fairness', () => {
  it('gives every order of three the same chance, over seeds and over lists', () => {
    expect(chiSquare(orders((draw) => lotsOf(seedOf(draw), LIST)))).toBeLessThan(FAIR);
    expect(chiSquare(orders((draw) => lotsOf(SEED, sha256(`list ${draw}`))))).toBeLessThan(FAIR);
  });

  it('would be missed by a draw that is a little unfair', () => {
    const tilted = (draw: number): Lot => {
      const lot = lotsOf(seedOf(draw), LIST);
      // one time in ten the first entrant is let in front
      return (code, w) => (draw % 10 === 0 && code === codeOf(0) ? '' : lot(code, w));
    };
    expect(chiSquare(orders(tilted))).toBeGreaterThan(FAIR);
    expect(chiSquare(orders((draw) => lotsOf(seedOf(draw), LIST), doubled))).toBeGreaterThan(FAIR);
  });

  it('gives weight 2 twice the chance of each other entrant', () => {
    const firsts = (c: typeof plain, count: number) => {
      let won = 0;
      for (let draw = 0; draw < DRAWS; draw++)
        if (orderOf(c, entrants(count), lotsOf(seedOf(draw), LIST))[0] === codeOf(0)) won++;
      return won / DRAWS;
    };
    // three standard deviations of a share of 6,000 draws are at most 0.019
    expect(Math.abs(firsts(doubled, 2) - 2 / 3)).toBeLessThan(0.019);
    expect(Math.abs(firsts(doubled, 9) - 2 / 10)).toBeLessThan(0.019);
    expect(Math.abs(firsts(plain, 9) - 1 / 9)).toBeLessThan(0.019);
  });
});
