import { closing, Mark } from '../../calendar/marks.rules';
import { movedFrom } from '../../scheduling/moved-evening';
import { dateOf, timeOf } from '../../shared/kernel/shanghai';
import type { RoomRow } from '../../sites/rooms.queries';
import { conflictOf, FreeSlot } from '../week.rules';
import type { WeekEvening } from '../week.queries';

/** What a slot of the sheet shows. */
export interface SlotCell {
  kind: '' | 'free' | 'wait' | 'sub' | 'bad' | 'off' | 'to' | 'no' | 'moving';
  href: string;
  /** Where to choose another place for it; empty when it stays. */
  moveHref: string;
  /** The state in a word, for those who do not see the colour. */
  state: string;
  time: string;
  /** The time first announced, when it has been moved. */
  oldTime: string;
  title: string;
  line: string;
}

/** What is wrong with an evening in this room on this day. */
export const conflictIn = (
  evening: WeekEvening,
  room: RoomRow,
  marks: readonly Mark[],
): string | null =>
  evening.isCancelled
    ? null
    : conflictOf({
        seated: evening.taken,
        seats: room.capacity,
        isRoomOpen: room.isOpen,
        closed: closing(marks)?.name ?? null,
      });

export function eveningCell(
  evening: WeekEvening,
  { conflict, ...links }: { conflict: string | null; href: string; moveHref: string },
  now: Date,
): SlotCell {
  const { kind, state } = stateOf(evening, conflict, now);
  const first = movedFrom(evening);
  return {
    kind,
    state: first ? `${state}，已改期` : state,
    ...links,
    time: timeOf(evening.startsAt),
    oldTime: first ? oldTime(first, evening.startsAt) : '',
    title: evening.title,
    line: lineOf(evening, kind),
  };
}

function stateOf(evening: WeekEvening, conflict: string | null, now: Date) {
  if (evening.isCancelled) return { kind: 'off', state: '停课' } as const;
  if (conflict !== null) return { kind: 'bad', state: `冲突：${conflict}` } as const;
  if (evening.teacherName !== evening.classTeacher) return { kind: 'sub', state: '代课' } as const;
  if (evening.classState === 'draft') return { kind: 'wait', state: '草稿' } as const;
  if (evening.taken < evening.minimum && evening.classStartsAt > now)
    return { kind: 'wait', state: '待成班' } as const;
  return { kind: '', state: '已排' } as const;
}

function lineOf({ teacherName, taken, capacity, ...evening }: WeekEvening, kind: string): string {
  const seats = `${taken}/${capacity}`;
  if (kind === 'off') return `停课 ${teacherName}`;
  const isSub = teacherName !== evening.classTeacher;
  const draft = evening.classState === 'draft' ? '草稿 ' : '';
  return `${draft}${isSub ? '代课 ' : ''}${teacherName} ${seats}`;
}

/** 18:30 when it was moved within the evening, 11/25 18:30 when it came from another day. */
function oldTime(first: Date, present: Date): string {
  const day = dateOf(first);
  return day === dateOf(present) ? timeOf(first) : `${monthDay(day)} ${timeOf(first)}`;
}

/** 11/25 */
export const monthDay = (date: string): string => date.slice(5).split('-').map(Number).join('/');

/** A stretch in which the room is free; a link while somebody may still plan into it. */
export const freeCell = (free: FreeSlot, href: string): SlotCell => ({
  kind: 'free',
  state: '空闲',
  href,
  moveHref: '',
  time: timeOf(free.startsAt),
  oldTime: '',
  title: '',
  line: '',
});
