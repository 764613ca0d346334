import { isFamilyClass, whyNotHeld } from '../scheduling/evening.rules';
import { periodOn, Slot, slots, timesOf } from '../scheduling/slots';
import { daysBetween, weekdays, weekdayText } from '../shared/kernel/shanghai';
import type { OpenDays } from './open-days.rules';
import type { PlannerRoom, PlanWorld, TeacherHours, WantedClass } from './plan-world';

/** A room, weekday and slot that suit a class as such, with the days there are. */
export interface Option {
  room: PlannerRoom;
  weekday: number;
  slot: Slot;
  /** The slot's place among those of the class, the usual one first. */
  rank: number;
  /** Minutes of the day. */
  from: number;
  to: number;
  open: OpenDays;
  /** The first and last index of `open.days` at which the class may begin. */
  earliest: number;
  latest: number;
}

/** Some options, or the first question that leaves none. */
export type Suiting = { options: Option[] } | { why: string };

/**
 * Where a class could be held if nobody else had class. The questions are asked one after the other,
 * so the one that leaves nothing is the one that binds.
 */
export function suiting(
  c: WantedClass,
  world: PlanWorld,
  open: ReadonlyMap<string, OpenDays[]>,
): Suiting {
  const rooms = roomsFor(c, world.rooms);
  if ('why' in rooms) return rooms;
  const asked = rooms.found.flatMap((room) => slotsFor(c, room, world));
  const inHouse = asked.filter(({ against }) => against.length === 0);
  if (inHouse.length === 0)
    return {
      why: [...new Set(asked.map((one) => `${one.slot}：${one.against[0]!.brief}`))].join('；'),
    };
  const hours = world.hours.get(c.teacherName);
  const taught = inHouse
    .flatMap((one) => weekdaysOf(c).map((weekday) => ({ ...one, weekday })))
    .filter((one) => !hours || isWithin(one, hours));
  if (taught.length === 0)
    return { why: `${c.teacherName}老师只有${hoursText(hours!)}有空，和想排的时间对不上` };
  const options = taught
    .map((one) => ({ ...one, open: open.get(one.room.schoolId)![one.weekday - 1]! }))
    .map((one) => ({ ...one, ...startsOf(c, one.open, world.from) }));
  const possible = options.filter(({ earliest, latest }) => earliest <= latest);
  return possible.length > 0 ? { options: possible } : { why: whyTooShort(c, options) };
}

/** The rooms that are there, large enough and equipped. */
function roomsFor(
  { schoolId, fixed, seats, equipment }: WantedClass,
  rooms: readonly PlannerRoom[],
): { found: PlannerRoom[] } | { why: string } {
  const there = rooms.filter(
    (room) =>
      (schoolId ?? room.schoolId) === room.schoolId && (fixed?.roomId ?? room.id) === room.id,
  );
  if (there.length === 0) return { why: fixed ? '选定的教室不能用了' : '没有开放的教室' };
  const large = there.filter((room) => room.capacity >= seats);
  const most = Math.max(...there.map((room) => room.capacity));
  if (large.length === 0) return { why: `最大的教室只有 ${most} 座，坐不下 ${seats} 人` };
  const found = large.filter((room) => equipment.every((one) => room.equipment.includes(one)));
  if (found.length > 0) return { found };
  return { why: `坐得下 ${seats} 人的教室没有${equipment.join('、')}` };
}

/** The slots asked for in this room, with what the rule for any evening has against them. */
const slotsFor = (c: WantedClass, room: PlannerRoom, world: PlanWorld) =>
  slotsOf(c).map((slot, rank) => {
    const { closesAt } = world.schools.find(({ id }) => id === room.schoolId)!;
    const period = periodOn(world.from, slot);
    const day = { ...period, now: new Date(period.startsAt.getTime() - 1), holiday: null };
    const facts = { ...day, title: c.title, closesAt, seats: c.seats };
    const against = whyNotHeld({ ...facts, room: { ...room, isOpen: true } });
    return { room, slot, rank, ...minutesOf(slot), against };
  });

/** 亲子 evenings have a slot of their own, which suits nobody else. */
function slotsOf({ title, slots: wanted, fixed }: WantedClass): readonly Slot[] {
  if (fixed) return [fixed.slot];
  if (wanted.length > 0) return wanted;
  const family: Slot = '18:30-20:00';
  return isFamilyClass(title) ? [family, '18:00-19:30'] : slots.filter((slot) => slot !== family);
}

function weekdaysOf({ weekdays: wanted, fixed }: WantedClass): readonly number[] {
  if (fixed) return [fixed.weekday];
  return wanted.length > 0 ? wanted : weekdays;
}

const minuteOf = (time: string): number => {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
};

function minutesOf(slot: Slot): { from: number; to: number } {
  const [from, to] = timesOf(slot);
  return { from: minuteOf(from), to: minuteOf(to) };
}

const isWithin = (
  { weekday, from, to }: { weekday: number; from: number; to: number },
  hours: TeacherHours,
): boolean =>
  hours.weekdays.includes(weekday) && from >= minuteOf(hours.from) && to <= minuteOf(hours.until);

/** Where among the open days the class may begin and still be over by the last one. */
function startsOf(c: WantedClass, { days }: OpenDays, from: string) {
  const latest = days.length - c.sessionCount;
  if (!c.fixed) return { earliest: 0, latest };
  const at = days.indexOf(daysBetween(from, c.fixed.startDate));
  return { earliest: at, latest: at === -1 ? -2 : Math.min(at, latest) };
}

export const hoursText = ({ weekdays, from, until }: TeacherHours): string =>
  `${weekdays.map(weekdayText).join('、')} ${from}–${until} `;

function whyTooShort(c: WantedClass, options: readonly Option[]): string {
  if (c.fixed) return '从选定的日期起，到最后一天上不完，或者那天不开课';
  const best = options.reduce((a, b) => (b.open.days.length > a.open.days.length ? b : a));
  return `要上 ${c.sessionCount} 节，最多的${weekdayText(best.weekday)}在这段时间里也只有 ${best.open.days.length} 个晚上能上课`;
}
