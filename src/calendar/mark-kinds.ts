/** Why a day can be marked. */
export const markKinds = [
  'holiday',
  'workday',
  'festival',
  'anniversary',
  'farming',
  'market',
  'closed',
] as const;
export type MarkKind = (typeof markKinds)[number];

/** How the days of a rule come about. */
export const recurrenceKinds = ['once', 'year', 'festival', 'market'] as const;
export type RecurrenceKind = (typeof recurrenceKinds)[number];

/** Festivals a citizen expects, by lunar month and day; 清明 alone follows the sun. */
export const lunarFestivals = {
  春节: [1, 1],
  元宵: [1, 15],
  端午: [5, 5],
  七夕: [7, 7],
  中秋: [8, 15],
  重阳: [9, 9],
} as const;
export type FestivalName = keyof typeof lunarFestivals | '清明';
