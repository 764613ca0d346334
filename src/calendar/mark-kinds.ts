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

export const festivalNames = [
  '春节',
  '元宵',
  '清明',
  '端午',
  '七夕',
  '中秋',
  '重阳',
] as const satisfies readonly FestivalName[];

/** What a school marks for itself; holidays are the State Council's. */
export const schoolKinds = [
  'closed',
  'farming',
  'market',
  'anniversary',
] as const satisfies readonly MarkKind[];

export const markKindNames: Record<MarkKind, string> = {
  holiday: '公休假',
  workday: '调休上班',
  festival: '传统节日',
  anniversary: '纪念日',
  farming: '农忙',
  market: '集市',
  closed: '停课',
};
