import type { Course } from '../curriculum/course.entity';
import { classSearch } from '../scheduling/class-search';
import type { Calendar } from '../calendar/marks.rules';
import { PlannedSession, planSeries } from '../scheduling/series.rules';
import { termOf, TermSpan } from '../terms/term.rules';
import { newId } from '../shared/kernel/ids';
import { addDays, dateOf } from '../shared/kernel/shanghai';
import type { LoadRoom } from './load-places';
import type { Share } from './load-shares';
import type { Rows } from './rows';

export interface LoadClass {
  row: Record<string, unknown> & { id: string; opens_at: Date };
  sessions: Rows;
  term: TermSpan;
  share: Share;
}

interface World {
  now: Date;
  courses: readonly Course[];
  rooms: readonly LoadRoom[];
  calendar: Calendar;
}

interface Evening {
  room: LoadRoom;
  weekday: number;
  slot: readonly [string, string];
}

const DAY_MS = 86_400_000;
/** Two slots that share no moment, so that a room holds two classes an evening. */
const SLOTS = [
  ['18:00', '19:30'],
  ['19:30', '21:00'],
] as const;
/** Long enough for twelve evenings, three holidays among them. */
const BLOCK_DAYS = 112;
/** Past classes lie in so many blocks, one after the other. */
const PAST_BLOCKS = 12;
/** A class under way began this long ago, the last block ended before. */
const RUNNING_DAYS = 21;
const RUNNING_LENGTH = 6;

/** The `i`th class that is going on or can be enrolled in; every fourth is under way. */
export function currentClass(i: number, world: World, share: Share): LoadClass {
  const course = world.courses[i % world.courses.length]!;
  const under = i % 4 === 0 && course.sessionCount >= RUNNING_LENGTH;
  const from = under ? -RUNNING_DAYS : 2 + (i % 20);
  return plan({ i, course, from, opensAhead: i % 8 === 7 }, world, share);
}

/** The `i`th class of the years behind us. */
export function pastClass(i: number, world: World, share: Share): LoadClass {
  const course = world.courses[i % world.courses.length]!;
  const block = 1 + (i % PAST_BLOCKS);
  const from = -RUNNING_DAYS - 7 - BLOCK_DAYS * block;
  return plan({ i: Math.floor(i / PAST_BLOCKS), course, from, opensAhead: false }, world, share);
}

interface Place {
  /** Which room, weekday and slot: no two classes of a block have the same. */
  i: number;
  course: Course;
  /** Days from today to the first possible evening. */
  from: number;
  opensAhead: boolean;
}

function plan(place: Place, world: World, share: Share): LoadClass {
  const { now, rooms, calendar } = world;
  const evening = eveningOf(place.i, rooms);
  const { sessions } = planSeries({
    startDate: addDays(dateOf(now), place.from),
    weekday: evening.weekday,
    slotStart: evening.slot[0],
    slotEnd: evening.slot[1],
    count: place.course.sessionCount,
    calendar,
  });
  const startsAt = sessions[0]!.startsAt;
  const opened = Math.min(now.getTime() - 5 * DAY_MS, startsAt.getTime() - 14 * DAY_MS);
  const row = {
    ...classRow(place, evening, share),
    starts_at: startsAt,
    ends_at: sessions.at(-1)!.endsAt,
    opens_at: new Date(place.opensAhead ? now.getTime() + DAY_MS : opened),
    closes_at: startsAt,
    published_at: new Date(opened),
    created_at: new Date(opened),
  };
  const rows = sessions.map((one, at) => sessionRow(row, one, at));
  return { row, sessions: rows, term: termOf(sessions[0]!.date), share };
}

function eveningOf(i: number, rooms: readonly LoadRoom[]): Evening {
  const turn = Math.floor(i / rooms.length);
  return {
    room: rooms[i % rooms.length]!,
    weekday: (turn % 7) + 1,
    slot: SLOTS[Math.floor(turn / 7) % SLOTS.length]!,
  };
}

function classRow({ course }: Place, { room, weekday, slot }: Evening, share: Share) {
  const { id, title, category, tier, trackId, sessionCount, minimum } = course;
  const teacherName = `${room.schoolName}${room.name}的老师`;
  const where = { schoolName: room.schoolName, siteName: room.siteName, roomName: room.name };
  return {
    id: newId(),
    course_id: id,
    school_id: room.schoolId,
    room_id: room.id,
    state: 'published',
    title,
    category,
    tier,
    track_id: trackId,
    teacher_name: teacherName,
    weekday,
    slot_start: slot[0],
    slot_end: slot[1],
    session_count: sessionCount,
    capacity: share.capacity,
    minimum: Math.min(minimum, share.capacity),
    desk_quota: Math.floor(share.capacity / 5),
    taken: share.seated,
    desk_taken: share.desk,
    waiting: share.queued,
    next_queue_number: share.queued + 1,
    search: classSearch({ title, category, tier, teacherName, ...where }),
  };
}

const sessionRow = (
  row: { id: string; room_id: string; teacher_name: string },
  one: PlannedSession,
  at: number,
) => ({
  id: newId(),
  class_id: row.id,
  room_id: row.room_id,
  teacher_name: row.teacher_name,
  position: at + 1,
  title: `第${at + 1}课`,
  starts_at: one.startsAt,
  ends_at: one.endsAt,
  state: 'scheduled',
});
