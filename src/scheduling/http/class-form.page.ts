import type { CourseDetail } from '../../curriculum/courses.queries';
import { weekdayText } from '../../shared/kernel/shanghai';
import { Form, formView } from '../../shared/web/bind';
import type { RoomRow } from '../../sites/rooms.queries';
import type { ShownClass } from '../night-classes.queries';
import { schedulingPaths } from '../scheduling.paths';
import { slotNames, slots } from '../slots';
import { draftFields, limitsFields } from './class-draft.form';
import type { ResumptionForm } from './halting.form';

const weekdays = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
  value: String(day),
  label: weekdayText(day),
}));

const choices = (rooms: readonly RoomRow[]) => ({
  rooms: rooms
    .filter((room) => room.isOpen)
    .map((room) => ({ value: room.id, label: `${room.name}（${room.capacity} 座）` })),
  weekdays,
  slots: slots.map((slot) => ({ value: slot, label: slotNames[slot] })),
});

/** A new class of a course that has been chosen. */
export const newClass = <T>(
  schoolId: string,
  course: Pick<CourseDetail, 'title'>,
  rooms: readonly RoomRow[],
  form: Form<T>,
) => ({
  heading: `排新班：${course.title}`,
  form: formView(form, draftFields),
  isNew: true,
  ...choices(rooms),
  action: schedulingPaths.desk(schoolId),
  backHref: schedulingPaths.deskNew(schoolId),
  backText: '返回选课程',
  button: '存为草稿',
});

/** The whole draft again. */
export const editedDraft = <T>(c: ShownClass, rooms: readonly RoomRow[], form: Form<T>) => ({
  heading: `修改草稿：${c.title}`,
  form: formView(form, draftFields),
  isNew: false,
  ...choices(rooms),
  action: schedulingPaths.edit(c.schoolId, c.id),
  backHref: schedulingPaths.deskShow(c.schoolId, c.id),
  backText: '返回这个班',
  button: '保存草稿',
});

/** What may change in a public class. */
export const editedLimits = <T>(c: ShownClass, form: Form<T>) => ({
  heading: `修改：${c.title}`,
  form: formView(form, limitsFields),
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
export const resumptionPage = (c: ShownClass, form: Form<ResumptionForm>) => ({
  heading: `继续开班：${c.title}`,
  dayTime: `${weekdayText(c.weekday)} ${c.slotStart}–${c.slotEnd}`,
  room: c.roomName,
  form: formView(form, ['startDate', 'closesAt']),
  action: schedulingPaths.resumption(c.schoolId, c.id),
  backHref: schedulingPaths.deskShow(c.schoolId, c.id),
});
