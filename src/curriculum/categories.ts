/** The nine categories, in the order of the county's programme. */
export const categories = [
  'theory',
  'civility',
  'law',
  'heritage',
  'defence',
  'fire',
  'arts',
  'living',
  'fitness',
] as const;
export type Category = (typeof categories)[number];

export const categoryNames: Record<Category, string> = {
  theory: '理论宣讲',
  civility: '文明素养',
  law: '普法反诈',
  heritage: '国学非遗',
  defence: '国防科普',
  fire: '消防安全',
  arts: '文化文艺',
  living: '生活技艺',
  fitness: '体育健身',
};

/** Lucide icon of each category. */
export const categoryIcons: Record<Category, string> = {
  theory: 'book-open',
  civility: 'handshake',
  law: 'scale',
  heritage: 'brush',
  defence: 'shield',
  fire: 'flame',
  arts: 'music',
  living: 'cooking-pot',
  fitness: 'heart-pulse',
};
