import type { Values } from '../shared/kernel/seen.rules';
import { dateOf, dayText, timeOf, timeRangeText } from '../shared/kernel/shanghai';

/** One evening of a class, as far as its place in the week goes. */
export interface Evening {
  id: string;
  position: number;
  startsAt: Date;
  endsAt: Date;
  roomId: string;
  teacherName: string;
  state: 'scheduled' | 'cancelled';
  firstStartsAt: Date | null;
  revision: number;
}

export type Scope = 'one' | 'following';

/**
 * The evenings that a change of one is about: itself or, with all that follow, those to come after it.
 * Evenings that were called off stay so, unless the change is about one of them.
 */
export const affectedBy = <E extends Pick<Evening, 'id' | 'startsAt' | 'state'>>(
  target: E,
  all: readonly E[],
  scope: Scope,
): E[] =>
  all
    .filter(
      (one) =>
        one.id === target.id ||
        (scope === 'following' && one.state === 'scheduled' && one.startsAt > target.startsAt),
    )
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());

/**
 * An evening as its forms show it. A form about those that follow too is also overtaken by a change
 * of one of them; they are told apart by how many there are and how often they were changed.
 */
export function eveningValues(
  target: Pick<Evening, 'id' | 'startsAt' | 'endsAt' | 'roomId' | 'teacherName' | 'state'>,
  all: readonly Pick<Evening, 'id' | 'startsAt' | 'state' | 'revision'>[],
  scope: Scope,
): Values {
  const rest = all.filter((one) => one.state === 'scheduled' && one.startsAt > target.startsAt);
  const changes = rest.reduce((sum, { revision }) => sum + revision, 0);
  return {
    date: dateOf(target.startsAt),
    startsAt: timeOf(target.startsAt),
    endsAt: timeOf(target.endsAt),
    roomId: target.roomId,
    teacherName: target.teacherName,
    state: target.state,
    ...(scope === 'following' ? { following: `${rest.length}-${changes}` } : {}),
  };
}

/** Why nobody may touch this evening any more, or null. */
export function whyFixed(evening: Pick<Evening, 'startsAt' | 'state'>, now: Date): string | null {
  if (evening.state === 'cancelled' || evening.startsAt > now) return null;
  return '这一节已经开始或上完了，不能再改';
}

/** When the evening had been announced first, or null when it is back at that time. */
export const firstAnnounced = (
  { startsAt, firstStartsAt }: Pick<Evening, 'startsAt' | 'firstStartsAt'>,
  next: Date,
): Date | null => {
  const first = firstStartsAt ?? startsAt;
  return first.getTime() === next.getTime() ? null : first;
};

/** The next state of an evening, with the names that people know its room by. */
export interface Moved {
  from: Evening & { roomName: string };
  to: { startsAt: Date; endsAt: Date; roomName: string; teacherName: string };
}

const when = (e: { startsAt: Date; endsAt: Date }, now: Date): string =>
  `${dayText(dateOf(e.startsAt), dateOf(now))} ${timeRangeText(e.startsAt, e.endsAt)}`;

/** What differs, in words for those who come: the time, the room, the teacher. */
function differences({ from, to }: Moved, now: Date): string[] {
  const moved = +from.startsAt !== +to.startsAt || +from.endsAt !== +to.endsAt;
  return [
    ...(moved ? [`改到 ${when(to, now)}`] : []),
    ...(from.state === 'cancelled' && !moved ? ['照常上'] : []),
    ...(from.roomName === to.roomName ? [] : [`教室换到${to.roomName}`]),
    ...(from.teacherName === to.teacherName ? [] : [`由${to.teacherName}老师上`]),
  ];
}

/** The changed evenings in one sentence; empty when nothing differs. */
export function changeWords(moves: readonly Moved[], now: Date): string {
  const first = moves[0];
  if (!first) return '';
  const what = differences(first, now).join('，');
  if (what === '') return '';
  const subject = `${when(first.from, now)} 的课`;
  return moves.length === 1
    ? `${subject}${what}`
    : `${subject}和以后的 ${moves.length - 1} 节${what}${spread(moves, now)}`;
}

/** Of a series that moves, the last evening says how far it reaches. */
const spread = (moves: readonly Moved[], now: Date): string => {
  const last = moves.at(-1)!.to;
  return `，最后一节在 ${dayText(dateOf(last.startsAt), dateOf(now))}`;
};

/** Called-off evenings in one sentence. */
export function cancelWords(evenings: readonly Evening[], now: Date): string {
  const first = when(evenings[0]!, now);
  return evenings.length === 1
    ? `${first} 的课停上`
    : `${first} 的课和以后的 ${evenings.length - 1} 节停上`;
}
