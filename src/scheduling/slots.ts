/** The evening slots of the house, the usual one first. */
export const slots = ['19:00-20:30', '18:00-19:30', '19:30-21:00', '18:30-20:00'] as const;
export type Slot = (typeof slots)[number];

export const slotNames: Record<Slot, string> = {
  '19:00-20:30': '19:00–20:30',
  '18:00-19:30': '18:00–19:30',
  '19:30-21:00': '19:30–21:00',
  '18:30-20:00': '18:30–20:00（亲子）',
};
