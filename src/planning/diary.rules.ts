/** Somebody or something being in one place; times are minutes from the plan's first midnight. */
export interface Stay {
  from: number;
  to: number;
  schoolId: string;
  title: string;
  /** The class of the plan whose stay it is; null when it was booked before and cannot give way. */
  owner: string | null;
}

export const DAY_MINUTES = 1_440;

/** Minutes that a teacher needs from one school to another within an evening. */
export type Travel = (fromSchoolId: string, toSchoolId: string) => number;

/** The stays of one room or person, by the day of the plan. */
type Days = Map<number, Stay[]>;

const dayOf = (minute: number): number => Math.floor(minute / DAY_MINUTES);

/** Who is where in the days of a plan: rooms by id, teachers by name, classes of a school together. */
export class Diary {
  private readonly rooms = new Map<string, Days>();
  private readonly teachers = new Map<string, Days>();
  private readonly schools = new Map<string, Days>();

  constructor(private readonly travel: Travel) {}

  add(roomId: string, teacherName: string, stay: Stay): void {
    for (const days of this.daysOf(roomId, teacherName, stay.schoolId)) {
      const day = dayOf(stay.from);
      const stays = days.get(day);
      if (stays) stays.push(stay);
      else days.set(day, [stay]);
    }
  }

  /** Takes a class out of the days on which it stands. */
  remove(
    room: { id: string; schoolId: string },
    teacherName: string,
    owner: string,
    onDays: readonly number[],
  ): void {
    for (const days of this.daysOf(room.id, teacherName, room.schoolId))
      for (const day of onDays)
        days.set(
          day,
          days.get(day)!.filter((one) => one.owner !== owner),
        );
  }

  /** What stands in a room at some moment from `from` to `to`. */
  inRoom(roomId: string, from: number, to: number): Stay | undefined {
    return on(this.rooms.get(roomId), from).find((one) => one.from < to && from < one.to);
  }

  /** What keeps a teacher from being at a school from `from` to `to`, the way there included. */
  withTeacher(name: string, schoolId: string, from: number, to: number): Stay | undefined {
    return on(this.teachers.get(name), from).find((one) => {
      const way = this.travel(one.schoolId, schoolId);
      return one.from < to + way && from < one.to + way;
    });
  }

  /** How many classes a school has on the day of a moment. */
  load(schoolId: string, at: number): number {
    return on(this.schools.get(schoolId), at).length;
  }

  private daysOf(roomId: string, teacherName: string, schoolId: string): Days[] {
    return [
      entry(this.rooms, roomId),
      entry(this.teachers, teacherName),
      entry(this.schools, schoolId),
    ];
  }
}

const NOBODY: Stay[] = [];
const on = (days: Days | undefined, minute: number): Stay[] => days?.get(dayOf(minute)) ?? NOBODY;

function entry(all: Map<string, Days>, key: string): Days {
  const found = all.get(key) ?? new Map<number, Stay[]>();
  all.set(key, found);
  return found;
}
