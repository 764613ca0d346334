import type { Slot } from '../scheduling/slots';
import type { Place } from './plan-world';

interface Planned {
  courseId: string;
  teacherName: string;
  schoolId: string | null;
  seats: number;
  weekdays: readonly number[];
  slots: readonly Slot[];
  isFixed: boolean;
  place: Place | null;
}

/** Slots go by their beginning where several are chosen: an id may hold no colon. */
export const slotKey = (slot: Slot): string => slot.slice(0, 5).replace(':', '');

/** A class of a plan as its form shows it; its place is ready to be fixed. */
export const plannedValues = (row: Planned) => ({
  courseId: row.courseId,
  teacherName: row.teacherName,
  schoolId: row.schoolId ?? '',
  seats: String(row.seats),
  weekdays: row.weekdays.map(String),
  slotStarts: row.slots.map(slotKey),
  isFixed: row.isFixed ? '1' : '',
  roomId: row.place?.roomId ?? '',
  weekday: row.place ? String(row.place.weekday) : '',
  slot: row.place?.slot ?? '',
  startDate: row.place?.startDate ?? '',
});
