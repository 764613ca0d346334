import { Slot, slots } from '../../scheduling/slots';
import type { Values } from '../../shared/kernel/seen.rules';
import {
  addDays,
  daysBetween,
  dayText,
  instantOf,
  weekdayOf,
  weekdays,
  weekdayText,
} from '../../shared/kernel/shanghai';
import type { Form } from '../../shared/web/bind';
import {
  Chosen,
  DateField,
  Flag,
  Ids,
  MomentField,
  OneOf,
  Pasted,
  Seen,
  TeacherName,
  Text,
  TimeField,
  Whole,
} from '../../shared/web/fields';
import type { ClassWish, Place, TeacherHours } from '../plan-world';
import { slotKey } from '../planned-values.rules';

const WEEKDAYS = weekdays.map(String);

export class PlanForm {
  @Text({ label: '名称', min: 2, max: 30 }) name!: string;
  @DateField({ label: '第一天' }) firstDay!: string;
  @DateField({ label: '最后一天' }) lastDay!: string;
  @MomentField({ label: '报名开放' }) opensAt!: Date;
  @Ids({ label: '夜校', most: 1_000 }) schoolIds!: string[];
}
export const planFields = ['name', 'firstDay', 'lastDay', 'opensAt', 'schoolIds'];

/** A planner looks no further than this. */
const MOST_DAYS = 200;

/** Judges the dates against each other, and the schools against those that may be chosen. */
export function judgePlan(
  form: Form<PlanForm>,
  may: readonly string[],
  today: string,
): Form<PlanForm> {
  if (!form.ok) return form;
  const { firstDay, lastDay, opensAt, schoolIds } = form.value;
  if (firstDay <= today) form.fail('firstDay', '第一天要在今天以后');
  const days = daysBetween(firstDay, lastDay);
  if (days < 0) form.fail('lastDay', '最后一天不能早于第一天');
  if (days > MOST_DAYS) form.fail('lastDay', `一份排课最长 ${MOST_DAYS} 天`);
  if (opensAt >= instantOf(addDays(firstDay, -1), '21:00'))
    form.fail('opensAt', '报名开放要早于第一天的前一晚 21:00，那时最早的班报名截止');
  if (schoolIds.length === 0) form.fail('schoolIds', '请至少选一所夜校');
  if (!schoolIds.every((id) => may.includes(id))) form.fail('schoolIds', '请重新选择夜校');
  return form;
}

/** A class of a plan. */
export class PlannedClassForm {
  @Chosen({ label: '课程' }) courseId!: string;
  @TeacherName() teacherName!: string;
  @Chosen({ label: '夜校', optional: true }) schoolId!: string;
  @Whole({ label: '名额', min: 1, max: 500, optional: true }) seats!: number | null;
  @Ids({ label: '星期', most: 7 }) weekdays!: string[];
  @Ids({ label: '时段', most: 4 }) slotStarts!: string[];
  @Flag() isFixed!: boolean;
  @Chosen({ label: '教室', optional: true }) roomId!: string;
  @OneOf(WEEKDAYS, { label: '星期', optional: true }) weekday!: string;
  @OneOf(slots, { label: '时段', optional: true }) slot!: string;
  @DateField({ label: '第一节', optional: true }) startDate!: string;
}
/** One that is there already. */
export class PlannedClassEditForm extends PlannedClassForm {
  @Seen() seen!: Values;
}

export const classFields = [
  ...['courseId', 'teacherName', 'schoolId', 'seats', 'weekdays', 'slotStarts'],
  ...['isFixed', 'roomId', 'weekday', 'slot', 'startDate'],
];

/** What a plan offers to choose from. */
export interface Choices {
  courses: readonly { id: string; title: string; capacity: number }[];
  schools: readonly { id: string }[];
  rooms: readonly { id: string; schoolId: string }[];
  /** The first and the last day of the plan. */
  days: readonly [string, string];
}

/** Judges a class against what may be chosen. */
export function judgeClass<F extends PlannedClassForm>(form: Form<F>, choices: Choices): Form<F> {
  const { courseId, schoolId, weekdays, slotStarts, isFixed } = form.value;
  if (!choices.courses.some(({ id }) => id === courseId)) form.fail('courseId', '请选择课程');
  if (schoolId && !choices.schools.some(({ id }) => id === schoolId))
    form.fail('schoolId', '请重新选择夜校');
  if (!weekdays.every((day) => WEEKDAYS.includes(day))) form.fail('weekdays', '请重新选择星期');
  if (!slotStarts.every((key) => slots.some((slot) => slotKey(slot) === key)))
    form.fail('slotStarts', '请重新选择时段');
  if (isFixed) judgePlace(form, choices);
  return form;
}

function judgePlace(form: Form<PlannedClassForm>, { rooms, days: [from, until] }: Choices): void {
  const { roomId, schoolId, weekday, slot, startDate } = form.value;
  const room = rooms.find(({ id }) => id === roomId);
  if (!room) form.fail('roomId', '固定的班要选教室');
  if (room && schoolId && room.schoolId !== schoolId)
    form.fail('roomId', '这间教室不在上面选的夜校');
  if (!weekday) form.fail('weekday', '固定的班要选星期');
  if (!slot) form.fail('slot', '固定的班要选时段');
  if (!startDate) form.fail('startDate', '固定的班要写第一节的日期');
  else if (startDate < from || startDate > until)
    form.fail(
      'startDate',
      `第一节要在这份排课的 ${dayText(from, from)}到${dayText(until, from)}之间`,
    );
  else if (weekday && weekdayOf(startDate) !== Number(weekday))
    form.fail('startDate', `这一天是${weekdayText(weekdayOf(startDate))}，和上面选的星期对不上`);
}

export const wishOf = (form: PlannedClassForm, { courses }: Choices): ClassWish => ({
  courseId: form.courseId,
  teacherName: form.teacherName,
  seats: form.seats ?? courses.find(({ id }) => id === form.courseId)!.capacity,
  schoolId: form.schoolId || null,
  weekdays: form.weekdays.map(Number).sort(),
  slots: slots.filter((slot) => form.slotStarts.includes(slotKey(slot))),
  fixed: form.isFixed ? placeOf(form) : null,
});

const placeOf = ({ roomId, weekday, slot, startDate }: PlannedClassForm): Place => ({
  ...{ roomId, startDate },
  weekday: Number(weekday),
  slot: slot as Slot,
});

/** The button that makes the classes. */
export class AcceptanceForm {
  @Text({ label: '核对过的课表', max: 10_000 }) seen!: string;
}

/** Many classes at once, as they were pasted. */
export class ClassListForm {
  @Pasted({ label: '班的名单', max: 40_000 }) text!: string;
}

/** When a teacher can teach. */
export class HoursForm {
  @TeacherName() teacherName!: string;
  @Ids({ label: '星期', most: 7 }) weekdays!: string[];
  @TimeField({ label: '最早' }) from!: string;
  @TimeField({ label: '最晚' }) until!: string;
}
export const hoursFields = ['teacherName', 'weekdays', 'from', 'until'];

export function judgeHours(form: Form<HoursForm>, teachers: readonly string[]): Form<HoursForm> {
  const { teacherName, weekdays, from, until } = form.value;
  if (!teachers.includes(teacherName)) form.fail('', '这份排课里没有这位老师');
  if (weekdays.length === 0) form.fail('weekdays', '请至少选一天');
  if (!weekdays.every((day) => WEEKDAYS.includes(day))) form.fail('weekdays', '请重新选择星期');
  if (form.ok && from >= until) form.fail('until', '最晚要晚于最早');
  return form;
}

/** Null when nothing is restricted: every day, the whole evening. */
export function hoursOf({ weekdays, from, until }: HoursForm): TeacherHours | null {
  if (weekdays.length === 7 && from === ALWAYS.from && until === ALWAYS.until) return null;
  return { weekdays: weekdays.map(Number).sort(), from, until };
}

export const ALWAYS: TeacherHours = {
  weekdays,
  from: '18:00',
  until: '21:00',
};
