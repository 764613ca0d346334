import { classSearch } from '../scheduling/class-search';
import { calendarOf } from '../calendar/marks.rules';
import { termOf } from '../terms/term.rules';
import { newId } from '../shared/kernel/ids';
import type { Period } from '../shared/kernel/period';
import { dateOf, weekdayOf } from '../shared/kernel/shanghai';
import { demoMarks } from './demo-calendar';
import { Placed, placeClasses } from './placing';
import type { Ids, Rows } from './rows';
import { ClassSeed, CourseSeed, readSeed, SitesSeed } from './seed-files';

const HOUR_MS = 3_600_000;

export interface PlannedClass {
  seed: ClassSeed;
  course: CourseSeed;
  row: Record<string, unknown> & { id: string; term_id: string };
  term: { id: string; name: string; starts_at: Date; ends_at: Date };
  sessions: Rows;
  periods: Period[];
}

/** The classes of the seed placed around `now`. */
export function demoClasses(ids: Ids, now: Date): PlannedClass[] {
  const places = readSeed('sites');
  const courses = new Map(readSeed('courses').courses.map((course) => [course.code, course]));
  const calendar = calendarOf(demoMarks());
  const { classes } = readSeed('classes');
  const placed = placeClasses(classes, dateOf(now), calendar);
  return classes.map((seed) => {
    const course = courses.get(seed.course)!;
    const search = classSearch({
      ...course,
      teacherName: seed.teacher,
      ...placeNames(seed, places),
    });
    return plannedClass({ seed, course, search }, placed.get(seed)!, ids, now);
  });
}

interface Sown {
  seed: ClassSeed;
  course: CourseSeed;
  /** What the catalogue's search looks in. */
  search: string;
}

function plannedClass(sown: Sown, placed: Placed, ids: Ids, now: Date): PlannedClass {
  const { seed, course } = sown;
  const { sessions: planned } = placed;
  const span = termOf(planned[0]!.date);
  const term = {
    id: ids.of(`term ${span.name}`),
    name: span.name,
    starts_at: span.startsAt,
    ends_at: span.endsAt,
  };
  const window = enrolmentWindow(seed, placed, now);
  const row = {
    ...classRow(sown, ids, now),
    ...window,
    ...drawColumns(seed, window, ids),
    term_id: term.id,
    weekday: weekdayOf(planned[0]!.date),
    starts_at: planned[0]!.startsAt,
    ends_at: planned.at(-1)!.endsAt,
  };
  const halted = seed.state === 'cancelled' || seed.state === 'postponed';
  const sessions = planned.map(({ startsAt, endsAt }, i) => ({
    id: newId(),
    class_id: row.id,
    room_id: row.room_id,
    teacher_name: row.teacher_name,
    position: i + 1,
    title: course.lessons[i]?.title ?? course.title,
    starts_at: startsAt,
    ends_at: endsAt,
    // an evening to come is called off with its class
    state: halted && startsAt > now ? 'cancelled' : 'scheduled',
  }));
  return { seed, course, row, term, sessions, periods: planned };
}

/** What does not depend on the dates of the sessions. */
const classRow = ({ seed, course, search }: Sown, ids: Ids, now: Date) => ({
  id: newId(),
  course_id: ids.of(`course ${seed.course}`),
  school_id: ids.of(`school ${seed.school}`),
  room_id: ids.of(`room ${seed.room}`),
  state: STORED[seed.state] ?? 'published',
  title: course.title,
  category: course.category,
  tier: course.tier,
  track_id: course.track && ids.of(`track ${course.track}`),
  teacher_name: seed.teacher,
  slot_start: seed.slot,
  slot_end: seed.slotEnd,
  session_count: seed.sessions,
  capacity: seed.capacity,
  minimum: seed.minimum,
  desk_quota: seed.deskQuota,
  ...counters(seed),
  reason: seed.reason,
  search,
  published_at: seed.state === 'draft' ? null : now,
  created_at: now,
});

/** A class that moved into the past takes its window along; one that moved away keeps it. */
function enrolmentWindow(seed: ClassSeed, placed: Placed, now: Date) {
  const earlier = Math.min(0, placed.moved) * 24;
  return {
    opens_at: onTheHour(now, seed.opensAtOffsetHours + earlier),
    closes_at: onTheHour(now, seed.closesAtOffsetHours + earlier),
  };
}

/** Windows begin and end on the hour, as people set them. */
const onTheHour = (now: Date, hours: number): Date =>
  new Date((Math.floor(now.getTime() / HOUR_MS) + hours) * HOUR_MS);

/** Classes of one window share a draw. */
function drawColumns(
  { priorities, enrolled, waitlisted }: ClassSeed,
  { opens_at, closes_at }: { opens_at: Date; closes_at: Date },
  ids: Ids,
) {
  if (priorities === undefined)
    return { admission: 'first_come', priorities: '', applied: 0, draw_id: null };
  const draw_id = ids.of(`draw ${opens_at.toISOString()} ${closes_at.toISOString()}`);
  return { admission: 'draw', priorities, applied: enrolled + waitlisted, draw_id };
}

/** Nobody holds a place in a cancelled class, nor before a draw. */
function counters(seed: ClassSeed) {
  if (seed.priorities !== undefined)
    return { taken: 0, desk_taken: 0, waiting: 0, next_queue_number: 1 };
  const gone = seed.state === 'cancelled';
  return {
    taken: gone ? 0 : seed.enrolled,
    desk_taken: gone ? 0 : seed.deskEnrolled,
    waiting: gone ? 0 : seed.waitlisted,
    next_queue_number: seed.waitlisted + 1,
  };
}

/** Every other state of the seed follows from the clock. */
const STORED: Partial<Record<ClassSeed['state'], string>> = {
  draft: 'draft',
  cancelled: 'cancelled',
  postponed: 'postponed',
};

function placeNames(seed: ClassSeed, { schools, rooms, sites }: SitesSeed) {
  const school = schools.find((one) => one.code === seed.school)!;
  return {
    schoolName: school.name,
    siteName: sites.find((one) => one.code === school.site)!.name,
    roomName: rooms.find((one) => one.code === seed.room)!.name,
  };
}
