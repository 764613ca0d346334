/** The street of the home page: five kinds of teaching point, one lit window a class. */

type Window = [x: number, y: number, width: number, height: number];
interface House {
  body: string;
  windows: Window[];
}

const rect = (x: number, y: number, w: number, h: number, name: string, rx = 0) =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}"${rx ? ` rx="${rx}"` : ''} class="${name}"/>`;

/** Windows in rows: `at` the top left corner, `size` of one, `step` from one to the next. */
function grid(
  columns: number,
  rows: number,
  at: [number, number],
  size: [number, number],
  step: [number, number],
): Window[] {
  return Array.from({ length: columns * rows }, (_, i) => [
    at[0] + (i % columns) * step[0],
    at[1] + Math.floor(i / columns) * step[1],
    ...size,
  ]);
}

const HOUSES = {
  // the culture hall: a wide gable
  hall: {
    body: `<path class="roof" d="M4 66 L60 38 L116 66 L112 74 H8Z"/>${rect(14, 74, 92, 66, 'wall')}${rect(14, 134, 92, 6, 'roof')}${rect(52, 52, 16, 8, 'pane', 4)}`,
    windows: grid(5, 2, [23, 84], [10, 14], [16, 24]),
  },
  // a block of flats
  block: {
    body: `${rect(22, 20, 76, 120, 'wall')}${rect(18, 14, 84, 8, 'roof')}${rect(30, 4, 14, 10, 'roof')}`,
    windows: grid(4, 5, [31, 32], [9, 11], [16.3, 20.5]),
  },
  // a tower between two wings
  tower: {
    body: `${rect(10, 70, 100, 70, 'wall')}${rect(44, 8, 34, 132, 'roof')}${rect(60, 0, 2, 8, 'roof')}`,
    windows: [
      ...grid(2, 5, [50, 18], [8, 11], [14, 22]),
      ...grid(2, 2, [17, 82], [8, 11], [13, 23]),
      ...grid(2, 2, [85, 82], [8, 11], [13, 23]),
    ],
  },
  // a stepped library
  steps: {
    body: `${rect(8, 98, 104, 42, 'wall')}${rect(22, 66, 76, 32, 'roof')}${rect(40, 40, 40, 26, 'wall')}`,
    windows: [
      ...grid(6, 1, [16, 108], [10, 18], [16.4, 0]),
      ...grid(4, 1, [30, 75], [10, 14], [16.6, 0]),
      ...grid(2, 1, [48, 48], [8, 10], [16, 0]),
    ],
  },
  // an old academy with raised eaves and lanterns
  eave: {
    body: `<path class="roof" d="M2 84 Q18 84 30 64 H90 Q102 84 118 84 L108 94 H12Z"/><path class="roof" d="M34 56 H86 L80 64 H40Z"/>${rect(18, 94, 84, 46, 'wall')}<circle cx="22" cy="104" r="5" class="lantern"/><circle cx="98" cy="104" r="5" class="lantern"/>`,
    windows: grid(4, 1, [28, 103], [11, 22], [18, 0]),
  },
} satisfies Record<string, House>;

export type HouseKind = keyof typeof HOUSES;
export const houseKinds = Object.keys(HOUSES) as HouseKind[];

const isHouse = (kind: string): kind is HouseKind => Object.hasOwn(HOUSES, kind);

/** A house with `classes` of its windows lit, spread over the front; more classes than windows light them all. An unknown kind is drawn as a block. */
export function house(kind: string, classes: number): string {
  const { body, windows } = HOUSES[isHouse(kind) ? kind : 'block'];
  const lit = spread(classes, windows.length);
  const panes = windows.map((window, i) => pane(window, lit.has(i)));
  return `<svg viewBox="0 0 120 140" aria-hidden="true">${body}${panes.join('')}</svg>`;
}

/** Steps of about three fifths through the windows look like people, not like a gauge. */
function spread(count: number, of: number): Set<number> {
  const lit = new Set<number>();
  const stride = Math.max(1, Math.round(of * 0.6));
  let next = Math.floor(of / 3);
  while (lit.size < Math.min(count, of)) {
    while (lit.has(next)) next = (next + 1) % of;
    lit.add(next);
    next = (next + stride) % of;
  }
  return lit;
}

function pane([x, y, w, h]: Window, on: boolean): string {
  if (!on) return rect(x, y, w, h, 'pane', 1);
  return rect(x - 2.5, y - 2.5, w + 5, h + 5, 'glow', 2) + rect(x, y, w, h, 'on', 1);
}
