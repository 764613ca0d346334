import type { Values } from '../../shared/kernel/seen.rules';
import { Chosen, DateField, MomentField, OneOf, Seen, Whole } from '../../shared/web/fields';
import type { CourseDetail } from '../../curriculum/courses.queries';
import { addDays, dateOf, inputMoment, instantOf, weekdays } from '../../shared/kernel/shanghai';
import { defaultDeskQuota } from '../class-draft.rules';
import type { ClassDraft } from '../night-class.service';
import { Slot, slots, timesOf } from '../slots';
import { DrawRulesForm, drawRulesFields, drawRulesOf } from './draw-rules.form';

export class ClassDraftForm extends DrawRulesForm {
  @Chosen({ label: '教室' }) roomId!: string;
  @OneOf(weekdays.map(String), { label: '星期' }) weekday!: string;
  @OneOf(slots, { label: '时段' }) slot!: Slot;
  @DateField({ label: '开课日期' }) startDate!: string;
  @Whole({ label: '节数', min: 1, max: 40 }) sessionCount!: number;
  @MomentField({ label: '报名开放' }) opensAt!: Date;
}

/** A draft that is there already. */
export class DraftEditForm extends ClassDraftForm {
  @Seen() seen!: Values;
}

export class NewClassForm extends ClassDraftForm {
  @Chosen({ label: '课程' }) courseId!: string;
}

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
  ...drawRulesFields,
];

/** The bound form as the service wants it. */
export function draftOf(form: ClassDraftForm): ClassDraft {
  const [slotStart, slotEnd] = timesOf(form.slot);
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
    ...drawRulesOf(form),
  };
}

/** First values for a class of this course: two weeks from now, open from tomorrow on. */
export function suggestedInput(course: CourseDetail, now: Date): Record<string, string> {
  const today = dateOf(now);
  const startDate = addDays(today, 14);
  return {
    courseId: course.id,
    slot: slots[0],
    admission: 'first_come',
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
