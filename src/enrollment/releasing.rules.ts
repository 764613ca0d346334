import { ClassTimes, servesQueue, stateAt } from '../scheduling/night-class.rules';
import type { EnrollmentState } from './enrollment.states';

/** Why staff can no longer take a place in this class, or null: who came is history by then. */
export const whyNoCancelling = (c: ClassTimes, now: Date): string | null =>
  stateAt(c, now) === 'finished' ? '这个班已经结课，名单不再改动' : null;

/** What becomes of a place that is taken, in words for whoever takes it. */
export function afterCancelling(
  place: { state: EnrollmentState },
  c: ClassTimes & { waiting: number },
  now: Date,
): string {
  if (place.state === 'waitlisted') return '取消后不再排候补';
  if (place.state === 'applied') return '取消后不再参加摇号';
  const state = stateAt(c, now);
  if (state === 'running') return '已经开课，空出的名额不再递补';
  return servesQueue(state) && c.waiting > 0 ? '取消后名额马上轮到候补的人' : '取消后名额空出来';
}
