import { Chosen, DateField, MomentField, OneOf, Text, Whole } from '../../shared/web/fields';
import type { CourseDetail } from '../../curriculum/courses.queries';
import { addDays, dateOf, inputMoment, instantOf } from '../../shared/kernel/shanghai';
import { defaultDeskQuota } from '../class-draft.rules';
import type { ClassRow } from '../class-rows.queries';
import type { ClassDraft } from '../night-class.service';
import { slots } from '../slots';

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'];

/** Seats, teacher and deadline: what may change even when the class is public. */
class ClassLimits {
  @Text({ label: '老师', min: 2, max: 60 }) teacherName!: string;
  @Whole({ label: '名额', min: 1, max: 2000 }) capacity!: number;
  @Whole({ label: '开班人数', min: 1, max: 2000 }) minimum!: number;
  @Whole({ label: '现场名额', min: 0, max: 2000 }) deskQuota!: number;
  @MomentField({ label: '报名截止' }) closesAt!: Date;
}

/** The same of a public class, with the reason that learners read. */
export class ClassLimitsForm extends ClassLimits {
  @Text({ label: '改动说明', min: 4, max: 200 }) explanation!: string;
}

export class ClassDraftForm extends ClassLimits {
  @Chosen({ label: '教室' }) roomId!: string;
  @OneOf(WEEKDAYS, { label: '星期' }) weekday!: string;
  @OneOf(slots, { label: '时段' }) slot!: string;
  @DateField({ label: '开课日期' }) startDate!: string;
  @Whole({ label: '节数', min: 1, max: 40 }) sessionCount!: number;
  @MomentField({ label: '报名开放' }) opensAt!: Date;
}

export class NewClassForm extends ClassDraftForm {
  @Chosen({ label: '课程' }) courseId!: string;
}

export const limitsFields = [
  'teacherName',
  'capacity',
  'minimum',
  'deskQuota',
  'closesAt',
  'explanation',
];
export const draftFields = [
  'courseId',
  'roomId',
  'teacherName',
  'weekday',
  'slot',
  'startDate',
  'sessionCount',
  'capacity',
  'minimum',
  'deskQuota',
  'opensAt',
  'closesAt',
];

/** The bound form as the service wants it. */
export function draftOf(form: ClassDraftForm): ClassDraft {
  const [slotStart, slotEnd] = form.slot.split('-') as [string, string];
  return {
    teacherName: form.teacherName,
    weekday: Number(form.weekday),
    slotStart,
    slotEnd,
    startDate: form.startDate,
    sessionCount: form.sessionCount,
    capacity: form.capacity,
    minimum: form.minimum,
    deskQuota: form.deskQuota,
    opensAt: form.opensAt,
    closesAt: form.closesAt,
  };
}

/** First values for a class of this course: two weeks from now, open from tomorrow on. */
export function suggestedInput(course: CourseDetail, now: Date): Record<string, string> {
  const today = dateOf(now);
  const startDate = addDays(today, 14);
  return {
    courseId: course.id,
    slot: slots[0],
    weekday: '3',
    startDate,
    sessionCount: String(course.sessionCount),
    capacity: String(course.capacity),
    minimum: String(course.minimum),
    deskQuota: String(defaultDeskQuota(course.capacity)),
    opensAt: inputMoment(instantOf(addDays(today, 1), '09:00')),
    closesAt: inputMoment(instantOf(addDays(startDate, -1), '21:00')),
  };
}

/** The form of a class as it stands. */
export const inputOf = (c: ClassRow): Record<string, string> => ({
  roomId: c.roomId,
  teacherName: c.teacherName,
  weekday: String(c.weekday),
  slot: `${c.slotStart}-${c.slotEnd}`,
  startDate: dateOf(c.startsAt),
  sessionCount: String(c.sessionCount),
  capacity: String(c.capacity),
  minimum: String(c.minimum),
  deskQuota: String(c.deskQuota),
  opensAt: inputMoment(c.opensAt),
  closesAt: inputMoment(c.closesAt),
});
