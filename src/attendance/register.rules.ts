/** 考勤: all evenings of a class beside all its people. Pure: facts in, a table out. */
import { EnrollmentState, enrollmentStateNames } from '../enrollment/enrollment.states';
import { dateOf, dayText } from '../shared/kernel/shanghai';
import { AttendanceState, attendanceStateNames } from './attendance.states';

export interface RegisterEvening {
  id: string;
  position: number;
  startsAt: Date;
  endsAt: Date;
  cancelled: boolean;
  /** Somebody was noted there: absence can be told. */
  kept: boolean;
}

export interface RegisterPerson {
  id: string;
  name: string;
  phone: string;
  state: EnrollmentState;
  enteredAt: Date;
  /** When the seat ended; null while there is one. */
  leftAt: Date | null;
}

export interface Register {
  evenings: readonly RegisterEvening[];
  people: readonly RegisterPerson[];
  /** By `enrollment session`. */
  marks: ReadonlyMap<string, AttendanceState>;
}

export type Mark = AttendanceState | 'absent' | null;
export const markNames = { ...attendanceStateNames, absent: '缺课' };

export interface RegisterRow {
  name: string;
  phone: string;
  stateText: string;
  marks: Mark[];
  /** Evenings of the person's own that were held and kept, and how many of them they came to. */
  held: number;
  came: number;
}

export interface RegisterTable {
  heads: { number: string; day: string; came: number }[];
  rows: RegisterRow[];
}

const hasCome = (mark: Mark): boolean => mark === 'present' || mark === 'late';

/** An absence is never written down: it is a seat without a mark on an evening where others have one. */
function markAt(register: Register, person: RegisterPerson, one: RegisterEvening, now: Date): Mark {
  const mark = register.marks.get(`${person.id} ${one.id}`);
  if (mark) return mark;
  const over = one.kept && !one.cancelled && one.endsAt <= now;
  const seated =
    person.enteredAt < one.endsAt && (person.leftAt === null || person.leftAt > one.endsAt);
  return over && seated ? 'absent' : null;
}

/** The table of a class, its evenings in order. */
export function registerTable(register: Register, now: Date): RegisterTable {
  const { evenings, people } = register;
  const rows = people.map((person) => {
    const marks = evenings.map((one) => markAt(register, person, one, now));
    return {
      name: person.name,
      phone: person.phone,
      stateText: enrollmentStateNames[person.state],
      marks,
      held: marks.filter((mark) => mark !== null).length,
      came: marks.filter(hasCome).length,
    };
  });
  const heads = evenings.map((one, i) => ({
    number: `第 ${one.position} 节`,
    day: dayText(dateOf(one.startsAt), dateOf(now)) + (one.cancelled ? ' 已取消' : ''),
    came: rows.filter(({ marks }) => hasCome(marks[i]!)).length,
  }));
  return { heads, rows };
}
