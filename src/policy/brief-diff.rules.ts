import { paragraphsOf } from './plain-text.rules';

/**
 * One paragraph of a comparison. A changed one has the words that stayed before and after those that
 * went and came; in one that came or went as a whole everything is `came` or `went`.
 */
export interface DiffLine {
  kind: 'same' | 'changed' | 'came' | 'went';
  before: string;
  went: string;
  came: string;
  after: string;
}

/** How the paragraphs of one text became those of another. */
export function compareTexts(older: string, newer: string): DiffLine[] {
  const [from, to] = [paragraphsOf(older), paragraphsOf(newer)];
  const kept = [...common(from, to), [from.length, to.length] as const];
  let [i, j] = [0, 0];
  return kept.flatMap(([a, b]) => {
    const lines = between(from.slice(i, a), to.slice(j, b));
    if (a < from.length) lines.push(whole('same', from[a]!));
    [i, j] = [a + 1, b + 1];
    return lines;
  });
}

/** Where each paragraph of the older text is in the newer one, counted from 0; null where it is gone. */
export function placesAfter(older: string, newer: string): (number | null)[] {
  let place = 0;
  return compareTexts(older, newer).flatMap(({ kind }) => {
    if (kind === 'went') return [null];
    place++;
    return kind === 'came' ? [] : [place - 1];
  });
}

/** The longest run of paragraphs that both texts have in this order, as pairs of their places. */
function common(from: readonly string[], to: readonly string[]): (readonly [number, number])[] {
  const most = Array.from({ length: from.length + 1 }, () => Array<number>(to.length + 1).fill(0));
  for (let i = from.length - 1; i >= 0; i--)
    for (let j = to.length - 1; j >= 0; j--)
      most[i]![j] =
        from[i] === to[j] ? most[i + 1]![j + 1]! + 1 : Math.max(most[i + 1]![j]!, most[i]![j + 1]!);
  const pairs: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < from.length && j < to.length) {
    if (from[i] === to[j]) pairs.push([i++, j++]);
    else if (most[i + 1]![j]! >= most[i]![j + 1]!) i++;
    else j++;
  }
  return pairs;
}

/** Paragraphs in the same place are taken for versions of each other; what is over came or went. */
function between(from: readonly string[], to: readonly string[]): DiffLine[] {
  const length = Math.max(from.length, to.length);
  return Array.from({ length }, (_, at) => {
    const [old, now] = [from[at], to[at]];
    if (old === undefined) return whole('came', now!);
    return now === undefined ? whole('went', old) : changed(old, now);
  });
}

function whole(kind: 'same' | 'came' | 'went', text: string): DiffLine {
  const empty = { before: '', went: '', came: '', after: '' };
  return { ...empty, kind, [kind === 'same' ? 'before' : kind]: text };
}

function changed(old: string, now: string): DiffLine {
  const [from, to] = [[...old], [...now]];
  const least = Math.min(from.length, to.length);
  let [head, tail] = [0, 0];
  while (head < least && from[head] === to[head]) head++;
  while (tail < least - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  return {
    kind: 'changed',
    before: from.slice(0, head).join(''),
    went: from.slice(head, from.length - tail).join(''),
    came: to.slice(head, to.length - tail).join(''),
    after: from.slice(from.length - tail).join(''),
  };
}
