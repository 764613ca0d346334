import type { CourseDetail } from '../../curriculum/courses.queries';
import { inputMoment, momentText, weekdayText } from '../../shared/kernel/shanghai';
import { Form, FormView, formView } from '../../shared/web/bind';
import type { RoomRow } from '../../sites/rooms.queries';
import type { ShownClass } from '../night-classes.queries';
import { admissionNames, admissions } from '../night-class.states';
import { groupKinds, groupNames } from '../priorities';
import { schedulingPaths } from '../scheduling.paths';
import { slotChoices, weekdayChoices } from '../slots';
import { draftFields } from './class-draft.form';
import { limitsFields } from './class-limits.form';
import type { ResumptionForm } from './halting.form';

const choices = (rooms: readonly RoomRow[]) => ({
  rooms: rooms
    .filter((room) => room.isOpen)
    .map((room) => ({ value: room.id, label: `${room.name}（${room.capacity} 座）` })),
  weekdays: weekdayChoices,
  slots: slotChoices,
  admissions: admissions.map((value) => ({ value, label: admissionNames[value] })),
});

/** The form with a line of fields for each group that a draw may put first. */
function draftForm<T>(bound: Form<T>): { form: FormView; groups: object[] } {
  const form = formView(bound, draftFields);
  const groups = groupKinds.map((kind) => ({
    name: groupNames[kind],
    seats: form.fields[`${kind}Seats`],
    weight: form.fields[`${kind}Weight`],
  }));
  return { form, groups };
}

/** The deadline that a draw keeps, for a form that would change it otherwise; null for other classes. */
const keptDeadline = (c: ShownClass, now: Date) =>
  c.drawId === null ? null : { value: inputMoment(c.closesAt), text: momentText(c.closesAt, now) };

/**
 * A new class of a course that has been chosen.
 * @param found what a search for free dates came to
 */
export const newClass = <T>(
  schoolId: string,
  course: Pick<CourseDetail, 'title'>,
  rooms: readonly RoomRow[],
  form: Form<T>,
  terms: string,
  found = '',
) => ({
  ...{ terms, found, proposalAction: schedulingPaths.proposal(schoolId) },
  heading: `排新班：${course.title}`,
  ...draftForm(form),
  isNew: true,
  ...choices(rooms),
  action: schedulingPaths.desk(schoolId),
  backHref: schedulingPaths.deskNew(schoolId),
  backText: '返回选课程',
  button: '存为草稿',
});

/** The whole draft again. */
export const editedDraft = <T>(
  c: ShownClass,
  rooms: readonly RoomRow[],
  form: Form<T>,
  terms: string,
) => ({
  ...{ terms, found: '' },
  heading: `修改草稿：${c.title}`,
  ...draftForm(form),
  isNew: false,
  ...choices(rooms),
  action: schedulingPaths.edit(c.schoolId, c.id),
  backHref: schedulingPaths.deskShow(c.schoolId, c.id),
  backText: '返回这个班',
  button: '保存草稿',
});

/** What may change in a public class. */
export const editedLimits = <T>(c: ShownClass, form: Form<T>, now: Date) => ({
  heading: `修改：${c.title}`,
  form: formView(form, limitsFields),
  deadline: keptDeadline(c, now),
  taken: c.taken,
  action: schedulingPaths.edit(c.schoolId, c.id),
  backHref: schedulingPaths.deskShow(c.schoolId, c.id),
});

/** Calling a class off, for good or for a while. */
export function haltPage<T>(c: ShownClass, form: Form<T>, kind: 'cancellation' | 'postponement') {
  const cancel = kind === 'cancellation';
  return {
    heading: cancel ? `取消“${c.title}”？` : `让“${c.title}”延期？`,
    text: cancel
      ? '取消后不能恢复。还没上的课全部停，已报名和候补的人都会收到通知。'
      : '还没上的课先停，已报的名额保留，大家会收到通知。定了新日期以后再继续开班。',
    people: c.taken + c.waiting,
    form: formView(form, ['reason']),
    action: cancel
      ? schedulingPaths.cancellation(c.schoolId, c.id)
      : schedulingPaths.postponement(c.schoolId, c.id),
    button: cancel ? '取消这个班' : '延期',
    backHref: schedulingPaths.deskShow(c.schoolId, c.id),
  };
}

/** New dates for a postponed class. */
export const resumptionPage = (c: ShownClass, form: Form<ResumptionForm>, now: Date) => ({
  heading: `继续开班：${c.title}`,
  dayTime: `${weekdayText(c.weekday)} ${c.slotStart}–${c.slotEnd}`,
  room: c.roomName,
  form: formView(form, ['startDate', 'closesAt']),
  deadline: keptDeadline(c, now),
  action: schedulingPaths.resumption(c.schoolId, c.id),
  backHref: schedulingPaths.deskShow(c.schoolId, c.id),
});
