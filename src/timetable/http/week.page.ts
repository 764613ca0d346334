import { closing } from '../../calendar/marks.rules';
import { categories, categoryNames } from '../../curriculum/categories';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import {
  addDays,
  dateOf,
  shortDayText,
  timeOf,
  weekdayOf,
  weekdayText,
} from '../../shared/kernel/shanghai';
import type { RoomRow } from '../../sites/rooms.queries';
import { timetablePaths } from '../timetable.paths';
import { datesOfWeek, weekNumber } from '../week.rules';
import { movingBanner } from './moving.page';
import { conflictIn, monthDay } from './slot-cell';
import { slotsOf, Week } from './week-slots';
import type { AskedWeek } from './week-view';

/** The first of them are named; more would push the sheet off the screen. */
const CONFLICTS_NAMED = 5;

/** `/schools/:id/desk/timetable` */
export function weekPage(week: Week) {
  const { school, asked, now } = week;
  const dates = datesOfWeek(asked.week);
  const rooms = roomsShown(week);
  return {
    number: weekNumber(asked.week),
    span: spanText(dates, dateOf(now)),
    filterText: filterText(week),
    ...links(week),
    stats: stats(week, dates),
    moving: banner(week),
    conflicts: week.moving ? { shown: [], more: '' } : conflicts(week),
    days: dates.map((date) => dayHead(week, date)),
    rooms: rooms.map((room) => roomRow(week, room, dates)),
    filters: filters(week),
    isFiltered: Boolean(asked.room ?? asked.teacher ?? asked.category),
    schoolName: school.name,
  };
}

/** Rooms that take classes, and closed ones in which something still stands. */
const roomsInUse = ({ rooms, evenings }: Week): RoomRow[] =>
  rooms.filter((room) => room.isOpen || evenings.some((one) => one.roomId === room.id));

const roomsShown = (week: Week): RoomRow[] =>
  roomsInUse(week).filter(({ id }) => week.asked.room === undefined || week.asked.room === id);

/** As the sheet is looked at; an evening that cannot be moved is forgotten. */
const view = ({ asked, moving }: Week): AskedWeek => ({ ...asked, moving: moving?.id });

const banner = ({ moving, rooms, school, asked }: Week) =>
  moving &&
  movingBanner(moving, rooms, timetablePaths.week(school.id, { ...asked, moving: undefined }));

function links(week: Week) {
  const { school, asked, mayPlan, moving, now } = week;
  const { day: _, ...kept } = view(week);
  const to = (days: number) =>
    timetablePaths.week(school.id, { ...kept, week: addDays(asked.week, days) });
  const isThisWeek = datesOfWeek(asked.week).includes(dateOf(now));
  return {
    previousHref: to(-7),
    nextHref: to(7),
    thisHref: isThisWeek ? '' : timetablePaths.week(school.id, { ...kept, week: dateOf(now) }),
    noticeHref: timetablePaths.notice(school.id, asked.week),
    posterHref: timetablePaths.poster(school.id, asked.week),
    newHref: mayPlan && !moving ? schedulingPaths.deskNew(school.id) : '',
    allHref: timetablePaths.week(school.id, {
      ...{ week: asked.week, day: asked.day, moving: moving?.id },
    }),
  };
}

function spanText(dates: readonly string[], today: string): string {
  const [first, last] = [dates[0]!, dates[6]!];
  const end = shortDayText(last, first);
  const sameMonth = first.slice(0, 7) === last.slice(0, 7);
  return `${shortDayText(first, today)}–${sameMonth ? end.replace(/^.*月/, '') : end}`;
}

/** Of the whole school, whatever is filtered. */
function stats({ rooms, evenings, calendar, now }: Week, dates: readonly string[]) {
  const held = evenings.filter((one) => !one.isCancelled);
  const tonight = held.filter((one) => dateOf(one.startsAt) === dateOf(now)).length;
  const openIds = new Set(rooms.filter((room) => room.isOpen).map((room) => room.id));
  const usable = dates.filter((date) => !closing(calendar(date)));
  const lit = new Set(
    held
      .filter((one) => openIds.has(one.roomId) && usable.includes(dateOf(one.startsAt)))
      .map((one) => `${one.roomId} ${dateOf(one.startsAt)}`),
  );
  const all = openIds.size * usable.length;
  return {
    week: held.length,
    usage: all === 0 ? 0 : Math.round((100 * lit.size) / all),
    lit: lit.size,
    all,
    tonight: dates.includes(dateOf(now)) ? `${tonight} 节` : '',
  };
}

function conflicts(week: Week) {
  const rooms = new Map(week.rooms.map((room) => [room.id, room]));
  const found = week.evenings.flatMap((evening) => {
    const room = rooms.get(evening.roomId);
    const date = dateOf(evening.startsAt);
    const why = room ? conflictIn(evening, room, week.calendar(date)) : null;
    if (!room || why === null) return [];
    const href = schedulingPaths.deskShow(week.school.id, evening.classId);
    const when = `${weekdayText(weekdayOf(date))} ${timeOf(evening.startsAt)}`;
    return [{ where: `${when} ${room.name}“${evening.title}”`, why, href }];
  });
  const more = found.length - CONFLICTS_NAMED;
  return {
    shown: found.slice(0, CONFLICTS_NAMED),
    more: more > 0 ? `还有 ${more} 节，见表中红框` : '',
  };
}

function dayHead(week: Week, date: string) {
  const { school, asked, calendar, now } = week;
  const marks = calendar(date);
  const weekday = weekdayOf(date);
  const closed = closing(marks);
  return {
    name: weekdayText(weekday),
    date: monthDay(date),
    isToday: date === dateOf(now),
    isChosen: weekday === asked.day,
    closed: closed ? `${closed.name}，不开课` : '',
    notes: marks
      .filter((mark) => mark !== closed)
      .map(({ kind, name }) => (kind === 'workday' ? `${name}，照常上班` : name)),
    href: timetablePaths.week(school.id, { ...view(week), day: weekday }),
  };
}

function roomRow(week: Week, room: RoomRow, dates: readonly string[]) {
  return {
    name: room.name,
    facts: [room.floor, room.isOpen ? '' : '停用'].filter(Boolean).join(' '),
    seatCount: room.capacity,
    days: dates.map((date) => ({
      isToday: date === dateOf(week.now),
      isChosen: weekdayOf(date) === week.asked.day,
      day: weekdayText(weekdayOf(date)),
      slots: slotsOf(week, room, date),
    })),
  };
}

function filters(week: Week) {
  const { asked, evenings } = week;
  const teachers = [...new Set(evenings.map((one) => one.teacherName))].sort((a, b) =>
    a.localeCompare(b, 'zh-CN'),
  );
  if (asked.teacher !== undefined && !teachers.includes(asked.teacher))
    teachers.push(asked.teacher);
  const option = (value: string, label: string, chosen?: string) => ({
    value,
    label,
    on: value === chosen,
  });
  return {
    week: asked.week,
    day: asked.day,
    moving: week.moving?.id ?? '',
    rooms: roomsInUse(week).map(({ id, name }) => option(id, name, asked.room)),
    teachers: teachers.map((name) => option(name, name, asked.teacher)),
    categories: categories.map((one) => option(one, categoryNames[one], asked.category)),
  };
}

/** What was filtered by, for a sheet of paper that shows no form. */
function filterText({ asked, rooms }: Week): string {
  const category = categories.find((one) => one === asked.category);
  const parts = [
    rooms.find((room) => room.id === asked.room)?.name,
    asked.teacher,
    category && categoryNames[category],
  ];
  return parts.filter(Boolean).join('，');
}
