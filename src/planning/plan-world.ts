import type { Calendar } from '../calendar/marks.rules';
import type { Slot } from '../scheduling/slots';

/** A class that somebody wants held, before it has a place. */
export interface WantedClass {
  id: string;
  title: string;
  teacherName: string;
  /** Null when any school of the plan will do. */
  schoolId: string | null;
  seats: number;
  /** What the room must have, one word each. */
  equipment: readonly string[];
  sessionCount: number;
  /** 1 Monday … 7 Sunday; empty when any will do. */
  weekdays: readonly number[];
  /** Empty when any will do that suits the class. */
  slots: readonly Slot[];
  /** Where the clerk has put it for good. */
  fixed: Place | null;
}

/** A room, weekday and slot, from a first evening on. */
export interface Place {
  roomId: string;
  weekday: number;
  slot: Slot;
  /** `YYYY-MM-DD`, the first evening. */
  startDate: string;
}

export interface PlannerRoom {
  id: string;
  name: string;
  schoolId: string;
  capacity: number;
  /** As the school wrote it. */
  equipment: string;
}

export interface PlannerSchool {
  id: string;
  name: string;
  /** The 街道 or 镇 it lies in. */
  officeName: string;
  /** When it is locked, HH:MM. */
  closesAt: string;
  calendar: Calendar;
}

/** When a teacher can teach; one who is not named always can. */
export interface TeacherHours {
  /** 1 Monday … 7 Sunday. */
  weekdays: readonly number[];
  /** HH:MM */
  from: string;
  until: string;
}

/** An evening that is booked already and stays where it is. */
export interface FixedEvening {
  roomId: string;
  teacherName: string;
  schoolId: string;
  title: string;
  startsAt: Date;
  endsAt: Date;
}

/** What a plan is made within. */
export interface PlanWorld {
  /** First and last day, `YYYY-MM-DD`. */
  from: string;
  to: string;
  schools: readonly PlannerSchool[];
  rooms: readonly PlannerRoom[];
  hours: ReadonlyMap<string, TeacherHours>;
  booked: readonly FixedEvening[];
}

/** What a clerk says of a plan. */
export interface PlanValues {
  name: string;
  firstDay: string;
  lastDay: string;
  opensAt: Date;
  schoolIds: readonly string[];
}

/** What a clerk says of a class in a plan. */
export interface ClassWish {
  courseId: string;
  teacherName: string;
  seats: number;
  schoolId: string | null;
  weekdays: readonly number[];
  slots: readonly Slot[];
  /** Where it stays whatever the planner thinks. */
  fixed: Place | null;
}
