import { periodOn, Slot, slots } from '../scheduling/slots';
import type { Period } from '../shared/kernel/period';
import { overlap } from '../shared/kernel/period';
import {
  addDays,
  dateOf,
  daysBetween,
  isDate,
  mondayOf,
  weekdays,
} from '../shared/kernel/shanghai';

/** The dates from Monday to Sunday of the week that holds a date. */
export const datesOfWeek = (date: string): string[] =>
  weekdays.map((weekday) => addDays(mondayOf(date), weekday - 1));

/** The Monday of the week that an address asks for by any of its dates; else of this one. */
export function askedMonday(asked: unknown, now: Date): string {
  // years that a four-digit date can be reckoned forth and back from
  const isKnown = typeof asked === 'string' && isDate(asked) && asked >= '2000' && asked < '2100';
  return mondayOf(isKnown ? asked : dateOf(now));
}

/** ISO 8601: the week belongs to the year that holds its Thursday. */
export function weekNumber(date: string): number {
  const thursday = addDays(mondayOf(date), 3);
  return Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
}

export interface FreeSlot extends Period {
  slot: Slot;
}

/** The periods that nothing in `busy` touches, by the gap that they lie in, each gap in their order. */
export function byGap<P extends Period>(wanted: readonly P[], busy: readonly Period[]): P[][] {
  const gaps = new Map<number, P[]>();
  for (const free of wanted) {
    if (busy.some((one) => overlap(one, free))) continue;
    const gap = busy.filter((one) => one.endsAt <= free.startsAt).length;
    gaps.set(gap, [...(gaps.get(gap) ?? []), free]);
  }
  return [...gaps].sort(([a], [b]) => a - b).map(([, periods]) => periods);
}

/**
 * The evening slots that nothing in `busy` touches, one for each gap between what is there: four
 * overlapping offers would hide how free the room is. The usual slot of the house goes first.
 */
export const freeSlots = (date: string, busy: readonly Period[]): FreeSlot[] =>
  byGap(slotsOn(date), busy).map(([first]) => first!);

const slotsOn = (date: string): FreeSlot[] =>
  slots.map((slot) => ({ slot, ...periodOn(date, slot) }));

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
