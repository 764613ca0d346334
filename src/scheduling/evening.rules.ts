import { addDays, dateOf, dayText, shortDayText, timeOf } from '../shared/kernel/shanghai';

/** When an evening with children ends at the latest. */
const FAMILY_ENDS = '20:00';

/** Nobody meets for less, or without a longer break for more; and nobody before the school wakes up. */
const [LEAST_MINUTES, MOST_MINUTES] = [20, 240];
const OPENS_AT = '06:00';
/** Further ahead a date is a slip of the finger. */
const MOST_DAYS_AHEAD = 400;

/** Classes for parents and children say so in their name. */
export const isFamilyClass = (title: string): boolean => title.includes('亲子');

/** One evening as somebody wants to hold it. */
export interface EveningFacts {
  startsAt: Date;
  endsAt: Date;
  now: Date;
  title: string;
  room: { name: string; capacity: number; isOpen: boolean };
  /** People who need a place in the room. */
  seats: number;
  /** When the school is locked, HH:MM. */
  closesAt: string;
  /** What the school is closed for on that day, null on other days and on those made workdays. */
  holiday: string | null;
}

/** Why an evening cannot be held so, beside the field of the form that would put it right. */
export interface Objection {
  code: string;
  message: string;
  /** The same for a cell of the timetable, where a few words have room. */
  brief: string;
  field: 'date' | 'endsAt' | 'roomId';
}

/**
 * Everything that speaks against an evening as such, empty when it can be held. Whether the room and
 * the teacher are free is asked where they are booked (`Timetable.requireFree`).
 */
export function whyNotHeld(e: EveningFacts): Objection[] {
  return [...timeObjections(e), ...dayObjections(e), ...roomObjections(e)];
}

function timeObjections({ startsAt, endsAt, title, closesAt }: EveningFacts): Objection[] {
  const says = (code: string, message: string, brief: string): Objection[] => [
    { code, message, brief, field: 'endsAt' },
  ];
  if (endsAt <= startsAt || dateOf(endsAt) !== dateOf(startsAt))
    return says('times', '下课要在同一天，比上课晚', '当天上不完');
  if (timeOf(startsAt) < OPENS_AT)
    return says('early', `${OPENS_AT} 以前不上课，请核对时间`, `${OPENS_AT} 以后`);
  const minutes = (endsAt.getTime() - startsAt.getTime()) / 60_000;
  if (minutes < LEAST_MINUTES || minutes > MOST_MINUTES)
    return says(
      'length',
      `一节课应在 ${LEAST_MINUTES} 分钟到 ${MOST_MINUTES / 60} 小时之间，请核对时间`,
      '时长不对',
    );
  if (timeOf(endsAt) > closesAt)
    return says('closing', `夜校 ${closesAt} 闭馆，下课不能更晚`, `${closesAt} 闭馆`);
  return isFamilyClass(title) && timeOf(endsAt) > FAMILY_ENDS
    ? says(
        'family',
        `亲子班要在 ${FAMILY_ENDS} 以前下课，孩子要早睡`,
        `亲子班 ${FAMILY_ENDS} 前下课`,
      )
    : [];
}

function dayObjections({ startsAt, now, holiday }: EveningFacts): Objection[] {
  const says = (code: string, message: string, brief: string): Objection[] => [
    { code, message, brief, field: 'date' },
  ];
  if (startsAt <= now) return says('past', '这个时间已经过了，请选现在以后的', '已经过了');
  if (dateOf(startsAt) > addDays(dateOf(now), MOST_DAYS_AHEAD)) {
    const day = dayText(dateOf(startsAt), dateOf(now));
    return says('far', `${day}太远了，请核对日期`, '太远了');
  }
  if (holiday === null) return [];
  const day = shortDayText(dateOf(startsAt), dateOf(now));
  return says('holiday', `${day}是${holiday}，不排课`, `${holiday}，不开课`);
}

function roomObjections({ room, seats }: EveningFacts): Objection[] {
  const says = (code: string, message: string, brief: string): Objection[] => [
    { code, message, brief, field: 'roomId' },
  ];
  if (!room.isOpen) return says('room', `${room.name}停用了，请换一间`, '停用');
  return seats > room.capacity
    ? says(
        'capacity',
        `${room.name}只有 ${room.capacity} 个座位，要坐 ${seats} 人，请换一间`,
        `只有 ${room.capacity} 座，要坐 ${seats} 人`,
      )
    : [];
}
