import { whyNotHeld } from '../scheduling/evening.rules';
import { slots } from '../scheduling/slots';
import { overlap, Period } from '../shared/kernel/period';
import { instantOf, timeOf } from '../shared/kernel/shanghai';
import { byGap } from './week.rules';

/** An evening that somebody wants elsewhere, and what bounds where it can go. */
export interface Move extends Period {
  roomId: string;
  title: string;
  /** People who need a seat. */
  taken: number;
  /** When it was called off it takes no room, so it may come back to its own. */
  isCancelled: boolean;
  /** Other evenings of its teacher, at whatever school. */
  teaching: readonly (Period & { title: string })[];
  /** When the school is locked, HH:MM. */
  closesAt: string;
  now: Date;
}

/** One room on one date. */
export interface Place {
  room: { id: string; name: string; capacity: number; isOpen: boolean };
  date: string;
  /** Why no class is held that day. */
  holiday: string | null;
  /** What stands there, without the evening that moves. */
  busy: readonly Period[];
}

/** A period that the evening may move to, or why not. */
export interface Target extends Period {
  /** In a few words; null where it may move to. */
  why: string | null;
}

/** Where in a room an evening could go on a date, one target for each gap, each reason once. */
export function targetsIn(place: Place, move: Move): Target[] {
  const stays = (one: Period) =>
    !move.isCancelled &&
    place.room.id === move.roomId &&
    one.startsAt.getTime() === move.startsAt.getTime();
  const wanted = periodsOn(place.date, move).filter((one) => !stays(one));
  const targets = byGap(wanted, place.busy).map((gap) => {
    const judged = gap.map((one) => ({ ...one, why: whyNotThere(one, place, move) }));
    return judged.find(({ why }) => why === null) ?? judged[0]!;
  });
  return targets.filter(
    ({ why }, i) => why === null || targets.findIndex((one) => one.why === why) === i,
  );
}

/** The usual beginnings with the length of the evening, its own beginning first. */
function periodsOn(date: string, { startsAt, endsAt }: Move): Period[] {
  const length = endsAt.getTime() - startsAt.getTime();
  const begins = [timeOf(startsAt), ...slots.map((slot) => slot.slice(0, 5))];
  return [...new Set(begins)].map((time) => {
    const begin = instantOf(date, time);
    return { startsAt: begin, endsAt: new Date(begin.getTime() + length) };
  });
}

function whyNotThere(period: Period, { room, holiday }: Place, move: Move): string | null {
  const { title, taken: seats, closesAt, now } = move;
  const [first] = whyNotHeld({ ...period, room, holiday, title, seats, closesAt, now });
  if (first) return first.brief;
  const clash = move.teaching.find((one) => overlap(one, period));
  return clash ? `老师 ${timeOf(clash.startsAt)} 上“${clash.title}”` : null;
}
