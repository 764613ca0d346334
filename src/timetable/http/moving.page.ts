import { closing, Mark } from '../../calendar/marks.rules';
import { whyFixed } from '../../rescheduling/evening-change.rules';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import type { Period } from '../../shared/kernel/period';
import { dateOf, dayText, timeOf, timeRangeText } from '../../shared/kernel/shanghai';
import type { RoomRow } from '../../sites/rooms.queries';
import type { SchoolRow } from '../../sites/schools.queries';
import { Move, Target, targetsIn } from '../moving.rules';
import type { WeekEvening } from '../week.queries';
import type { SlotCell } from './slot-cell';

/** Whether staff may put this evening elsewhere: as `Rescheduling` judges it. */
export const isMovable = (evening: WeekEvening, now: Date): boolean =>
  evening.classState === 'published' &&
  whyFixed({ ...evening, state: evening.isCancelled ? 'cancelled' : 'scheduled' }, now) === null;

/** An evening on its way to another place. */
export interface Moving extends WeekEvening, Move {}

/**
 * What was asked for out of the rows of `eveningsWith`: the week of the school, and the evening that
 * moves, null when it is not there or may not be moved any more.
 */
export function sortOut(
  rows: readonly WeekEvening[],
  asked: { school: SchoolRow; span: Period; moving: string; now: Date },
): { evenings: WeekEvening[]; moving: Moving | null } {
  const { school, span, now } = asked;
  const evenings = rows.filter(
    (one) =>
      one.schoolId === school.id && one.startsAt >= span.startsAt && one.startsAt < span.endsAt,
  );
  const found = rows.find((one) => one.id === asked.moving && one.schoolId === school.id);
  if (!found || !isMovable(found, now)) return { evenings, moving: null };
  const teaching = rows.filter(
    (one) => one.id !== found.id && one.teacherName === found.teacherName && !one.isCancelled,
  );
  return { evenings, moving: { ...found, teaching, closesAt: school.closesAt, now } };
}

/** Above the sheet: what is on its way. */
export const movingBanner = (moving: Moving, rooms: readonly RoomRow[], cancelHref: string) => ({
  title: moving.title,
  from: [
    `${dayText(dateOf(moving.startsAt), dateOf(moving.now))} ${timeRangeText(moving.startsAt, moving.endsAt)}`,
    rooms.find(({ id }) => id === moving.roomId)?.name,
    `${moving.teacherName}老师`,
    moving.isCancelled ? '已停课' : '',
  ]
    .filter(Boolean)
    .join('，'),
  cancelHref,
});

/** The cells of a room on a date that the evening could go to, or why it cannot. */
export const targetCells = (
  schoolId: string,
  moving: Moving,
  at: { room: RoomRow; date: string; marks: readonly Mark[]; busy: readonly Period[] },
): { at: Date; cell: SlotCell }[] => {
  const place = { ...at, holiday: closing(at.marks)?.name ?? null };
  return targetsIn(place, moving).map((target) => ({
    at: target.startsAt,
    cell: targetCell(target, target.why === null ? hrefTo(schoolId, moving, target, at) : ''),
  }));
};

const hrefTo = (
  schoolId: string,
  { id }: Moving,
  { startsAt, endsAt }: Period,
  { room, date }: { room: RoomRow; date: string },
): string =>
  schedulingPaths.sessionChange(schoolId, id, {
    ...{ date, startsAt: timeOf(startsAt), endsAt: timeOf(endsAt), roomId: room.id },
  });

const targetCell = ({ startsAt, why }: Target, href: string): SlotCell => ({
  ...{ href, moveHref: '', time: timeOf(startsAt), oldTime: '', title: '' },
  ...(why === null
    ? { kind: 'to' as const, state: '', line: '' }
    : { kind: 'no' as const, state: '不能移到', line: why }),
});
