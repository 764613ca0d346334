import { classSearch } from '../scheduling/class-search';
import { planSeries } from '../scheduling/series.rules';
import { termOf } from '../scheduling/term.rules';
import { newId } from '../shared/kernel/ids';
import type { Period } from '../shared/kernel/period';
import { addDays, dateOf, weekdayOf } from '../shared/kernel/shanghai';
import type { Ids, Rows } from './demo-county';
import { ClassSeed, CourseSeed, readSeed } from './seed-files';

const HOUR_MS = 3_600_000;

export interface PlannedClass {
  seed: ClassSeed;
  course: CourseSeed;
  row: Record<string, unknown> & { id: string; term_id: string };
  term: { id: string; name: string; starts_at: Date; ends_at: Date };
  sessions: Rows;
  periods: Period[];
}

/** The classes of the seed placed around `now`, holidays skipped. */
export function demoClasses(ids: Ids, now: Date): PlannedClass[] {
  const courses = new Map(readSeed('courses').courses.map((course) => [course.code, course]));
  const calendar = new Map(readSeed('calendar').days.map((day) => [day.date, day]));
  return readSeed('classes').classes.map((seed) => {
    const startDate = addDays(dateOf(now), seed.startOffsetDays);
    const { sessions } = planSeries({
      startDate,
      weekday: weekdayOf(startDate),
      slotStart: seed.slot,
      slotEnd: seed.slotEnd,
      count: seed.sessions,
      calendar,
    });
    return plannedClass(seed, courses.get(seed.course)!, sessions, ids, now);
  });
}

function plannedClass(
  seed: ClassSeed,
  course: CourseSeed,
  planned: { date: string; startsAt: Date; endsAt: Date }[],
  ids: Ids,
  now: Date,
): PlannedClass {
  const first = planned[0]!;
  const span = termOf(first.date);
  const term = {
    id: ids.of(`term ${span.name}`),
    name: span.name,
    starts_at: span.startsAt,
    ends_at: span.endsAt,
  };
  const id = newId();
  const gone = seed.state === 'cancelled';
  const row = {
    id,
    course_id: ids.of(`course ${seed.course}`),
    school_id: ids.of(`school ${seed.school}`),
    room_id: ids.of(`room ${seed.room}`),
    term_id: term.id,
    state: STORED[seed.state] ?? 'published',
    title: course.title,
    category: course.category,
    tier: course.tier,
    track_id: course.track && ids.of(`track ${course.track}`),
    teacher_name: seed.teacher,
    weekday: weekdayOf(first.date),
    slot_start: seed.slot,
    slot_end: seed.slotEnd,
    session_count: seed.sessions,
    starts_at: first.startsAt,
    ends_at: planned.at(-1)!.endsAt,
    capacity: seed.capacity,
    minimum: seed.minimum,
    desk_quota: seed.deskQuota,
    taken: gone ? 0 : seed.enrolled,
    desk_taken: gone ? 0 : seed.deskEnrolled,
    waiting: gone ? 0 : seed.waitlisted,
    next_queue_number: seed.waitlisted + 1,
    opens_at: new Date(now.getTime() + seed.opensAtOffsetHours * HOUR_MS),
    closes_at: new Date(now.getTime() + seed.closesAtOffsetHours * HOUR_MS),
    reason: seed.reason,
    search: classSearch({ ...course, teacherName: seed.teacher, ...placeNames(seed) }),
    published_at: seed.state === 'draft' ? null : now,
    created_at: now,
  };
  const sessions = planned.map(({ startsAt, endsAt }, i) => ({
    id: newId(),
    class_id: id,
    room_id: row.room_id,
    position: i + 1,
    title: course.lessons[i]?.title ?? course.title,
    starts_at: startsAt,
    ends_at: endsAt,
    state: gone ? 'cancelled' : 'scheduled',
  }));
  return { seed, course, row, term, sessions, periods: planned };
}

/** Every other state of the seed follows from the clock. */
const STORED: Partial<Record<ClassSeed['state'], string>> = {
  draft: 'draft',
  cancelled: 'cancelled',
  postponed: 'postponed',
};

function placeNames(seed: ClassSeed) {
  const { schools, rooms, sites } = readSeed('sites');
  const school = schools.find((one) => one.code === seed.school)!;
  return {
    schoolName: school.name,
    siteName: sites.find((one) => one.code === school.site)!.name,
    roomName: rooms.find((one) => one.code === seed.room)!.name,
  };
}
