import { calendarOf } from '../../src/calendar/marks.rules';
import type { Travel } from '../../src/planning/diary.rules';
import type { PlanWorld, WantedClass } from '../../src/planning/plan-world';

const LENGTHS = [1, 3, 4, 6, 8, 12];
const SEATS = [12, 16, 24, 30, 60];

/** A term of a county: rooms of all sizes in schools of three each, a week of holidays. */
export function termToPlan(roomCount: number, more: Partial<PlanWorld> = {}): PlanWorld {
  const schools = Array.from({ length: Math.ceil(roomCount / 3) }, (_, i) => ({
    id: `school-${i}`,
    name: `夜校${i}`,
    officeName: `街道${i % 4}`,
    closesAt: '21:30',
    calendar: calendarOf([
      {
        kind: 'holiday' as const,
        name: '春节',
        recurrence: { every: 'once' as const, date: '2027-02-05', lastDate: '2027-02-11' },
        source: '测试',
        confirmed: true,
      },
    ]),
  }));
  const rooms = Array.from({ length: roomCount }, (_, i) => ({
    id: `room-${i}`,
    name: `教室${i}`,
    schoolId: `school-${Math.floor(i / 3)}`,
    capacity: SEATS[i % SEATS.length]!,
    equipment: i % 4 === 0 ? '投影、音响' : '',
  }));
  const world = { from: '2026-12-01', to: '2027-02-28', schools, rooms };
  return { ...world, hours: new Map(), booked: [], ...more };
}

/** So many classes of teachers who each have their own weekdays. */
export function classesToPlan(count: number, teacherCount: number): WantedClass[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `class-${i}`,
    title: i % 15 === 7 ? `亲子班${i}` : `班${i}`,
    teacherName: `老师${i % teacherCount}`,
    schoolId: i % 2 === 0 ? null : `school-${i % 13}`,
    seats: Math.min(SEATS[(i * 7) % SEATS.length]!, i % 2 === 0 ? 60 : 24),
    equipment: i % 10 === 4 ? ['投影'] : [],
    sessionCount: LENGTHS[i % LENGTHS.length]!,
    weekdays: [],
    slots: [],
    fixed: null,
  }));
}

/** Twenty minutes within a 街道, forty beyond. */
export const farApart: Travel = (a, b) => (a === b ? 0 : 20);
