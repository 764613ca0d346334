import { Slot, slots } from '../scheduling/slots';
import type { Period } from '../shared/kernel/period';
import { overlap } from '../shared/kernel/period';
import { addDays, daysBetween, instantOf, mondayOf } from '../shared/kernel/shanghai';

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** The dates from Monday to Sunday of the week that holds a date. */
export const datesOfWeek = (date: string): string[] =>
  WEEKDAYS.map((weekday) => addDays(mondayOf(date), weekday - 1));

/** ISO 8601: the week belongs to the year that holds its Thursday. */
export function weekNumber(date: string): number {
  const thursday = addDays(mondayOf(date), 3);
  return Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
}

export interface FreeSlot extends Period {
  slot: Slot;
}

/**
 * The evening slots that nothing in `busy` touches, one for each gap between what is there: four
 * overlapping offers would hide how free the room is. The usual slot of the house goes first.
 */
export function freeSlots(date: string, busy: readonly Period[]): FreeSlot[] {
  const gaps = new Map<number, FreeSlot>();
  for (const slot of slots) {
    const [from, to] = slot.split('-') as [string, string];
    const free = { slot, startsAt: instantOf(date, from), endsAt: instantOf(date, to) };
    if (busy.some((one) => overlap(one, free))) continue;
    const gap = busy.filter((one) => one.endsAt <= free.startsAt).length;
    if (!gaps.has(gap)) gaps.set(gap, free);
  }
  return [...gaps.values()].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** What can be wrong with an evening that stands; overlaps the database does not let in. */
export function conflictOf(evening: {
  seated: number;
  seats: number;
  isRoomOpen: boolean;
  /** Why no class is held that day. */
  closed: string | null;
}): string | null {
  if (evening.closed !== null) return `${evening.closed}，这天不开课`;
  if (!evening.isRoomOpen) return '教室已停用';
  if (evening.seated > evening.seats) return `已报 ${evening.seated} 人，只有 ${evening.seats} 座`;
  return null;
}
