/** What staying away leads to (domain §3, Absence and Cancel). Pure: no I/O, the moment is passed in. */
import type { EnrollmentState } from '../enrollment/enrollment.states';
import type { AttendanceState } from './attendance.states';

/** So many evenings of one class without a word, and the seat is free for somebody else. */
export const RELEASING_ABSENCES = 3;
/** An absence counts from this long after its evening, so that the door can be put right before. */
export const COUNTED_AFTER_MS = 24 * 3_600_000;

export const RELEASED_FOR = `没请假缺课满 ${RELEASING_ABSENCES} 次，名额按报名须知释放`;

/** An evening as far as leave goes. */
export interface LeaveLesson {
  startsAt: Date;
  cancelled: boolean;
  state: AttendanceState | null;
}

/** Why a learner cannot ask for leave from this evening, or take it back, now; null when they can. */
export function whyNoLeave(
  place: { state: EnrollmentState; sessionCount: number },
  lesson: LeaveLesson,
  now: Date,
): string | null {
  if (place.state !== 'enrolled') return '您现在没有这个班的名额';
  if (place.sessionCount <= 1) return '只上一晚的课不用请假，来不了请退课，名额好给别人';
  if (lesson.cancelled) return '这一节取消了，不用请假';
  if (lesson.state === 'present' || lesson.state === 'late') return '这一节您已经签到';
  return now < lesson.startsAt ? null : '这一节已经开始，不能再请假，请打夜校电话说一声';
}
