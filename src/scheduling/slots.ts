import type { Period } from '../shared/kernel/period';
import { instantOf, weekdays, weekdayText } from '../shared/kernel/shanghai';

/** The evening slots of the house, the usual one first. */
export const slots = ['19:00-20:30', '18:00-19:30', '19:30-21:00', '18:30-20:00'] as const;
export type Slot = (typeof slots)[number];

export const slotNames: Record<Slot, string> = {
  '19:00-20:30': '19:00–20:30',
  '18:00-19:30': '18:00–19:30',
  '19:30-21:00': '19:30–21:00',
  '18:30-20:00': '18:30–20:00（亲子）',
};

/** 19:00 and 20:30 of a slot. */
export const timesOf = (slot: Slot): [slotStart: string, slotEnd: string] =>
  slot.split('-') as [string, string];

/** A slot on a date. */
export function periodOn(date: string, slot: Slot): Period {
  const [from, to] = timesOf(slot);
  return { startsAt: instantOf(date, from), endsAt: instantOf(date, to) };
}

/** What forms offer. */
export const slotChoices = slots.map((slot) => ({ value: slot, label: slotNames[slot] }));
export const weekdayChoices = weekdays.map((day) => ({
  value: String(day),
  label: weekdayText(day),
}));
