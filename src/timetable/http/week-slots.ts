import { Calendar, closing, Mark } from '../../calendar/marks.rules';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { dateOf } from '../../shared/kernel/shanghai';
import type { RoomRow } from '../../sites/rooms.queries';
import type { SchoolRow } from '../../sites/schools.queries';
import { timetablePaths } from '../timetable.paths';
import { FreeSlot, freeSlots } from '../week.rules';
import type { WeekEvening } from '../week.queries';
import { isMovable, Moving, targetCells } from './moving.page';
import { conflictIn, eveningCell, freeCell, SlotCell } from './slot-cell';
import { AskedWeek, isAskedFor } from './week-view';

/** What the sheet of a week is made of. */
export interface Week {
  school: SchoolRow;
  rooms: readonly RoomRow[];
  evenings: readonly WeekEvening[];
  calendar: Calendar;
  asked: AskedWeek;
  mayPlan: boolean;
  /** What somebody is moving just now. */
  moving: Moving | null;
  now: Date;
}

/** The evenings of a room on a date and the gaps between them, in order of time. */
export function slotsOf(week: Week, room: RoomRow, date: string): SlotCell[] {
  const { moving } = week;
  const marks = week.calendar(date);
  const here = week.evenings.filter(
    (one) => one.roomId === room.id && dateOf(one.startsAt) === date,
  );
  const shown = here
    .filter((one) => isAskedFor(one, week.asked) || one.id === moving?.id)
    .map((one) => ({ at: one.startsAt, cell: standing(week, one, conflictIn(one, room, marks)) }));
  const busy = here.filter((one) => !one.isCancelled && one.id !== moving?.id);
  const open = moving
    ? targetCells(week.school.id, moving, { room, date, marks, busy })
    : isFreeShown(week, room, marks)
      ? freeSlots(date, busy).map((one) => ({ at: one.startsAt, cell: free(week, one) }))
      : [];
  return [...shown, ...open]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ cell }) => cell);
}

/** While one evening is on its way the others lead nowhere: the links are where it can go. */
function standing(week: Week, evening: WeekEvening, conflict: string | null): SlotCell {
  const { school, asked, moving, mayPlan, now } = week;
  if (moving?.id === evening.id) {
    const cell = eveningCell(evening, { conflict, href: '', moveHref: '' }, now);
    return { ...cell, kind: 'moving', state: '正在移动' };
  }
  const href = moving ? '' : schedulingPaths.deskShow(school.id, evening.classId);
  const mayMove = mayPlan && !moving && isMovable(evening, now);
  const moveHref = mayMove ? timetablePaths.week(school.id, { ...asked, moving: evening.id }) : '';
  return eveningCell(evening, { conflict, href, moveHref }, now);
}

const free = ({ school, mayPlan, now }: Week, one: FreeSlot): SlotCell =>
  freeCell(one, mayPlan && one.startsAt > now ? schedulingPaths.deskNew(school.id) : '');

/** Where nobody looks for a room, and where none is to be had, free stretches say nothing. */
const isFreeShown = ({ asked }: Week, room: RoomRow, marks: readonly Mark[]): boolean =>
  room.isOpen && !closing(marks) && asked.teacher === undefined && asked.category === undefined;
