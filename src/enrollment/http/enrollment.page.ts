import { dateOf, dayText, momentText, nearMomentText, timeOf } from '../../shared/kernel/shanghai';
import { enrollmentPaths } from '../enrollment.paths';
import { OFFER_INSTEAD_MS } from '../enrollment.rules';
import { placeText } from '../enrollment.states';
import type { EnrollmentRow } from '../enrollments.queries';

const headlines: Partial<Record<EnrollmentRow['state'], string>> = {
  applied: '已参加摇号',
  enrolled: '报上了',
  waitlisted: '已排候补',
  offered: '有一个名额等您确认',
};

const LEAVE_VERBS: Partial<Record<EnrollmentRow['state'], string>> = {
  enrolled: '退课',
  waitlisted: '退出候补',
  applied: '退出摇号',
};

/** A queue can be left at any time, a seat only early enough for the next person. */
function mayLeave(row: EnrollmentRow, now: Date): boolean {
  if (row.state !== 'enrolled') return ['waitlisted', 'offered', 'applied'].includes(row.state);
  return row.startsAt.getTime() - now.getTime() >= OFFER_INSTEAD_MS;
}

const deadlineView = (at: Date, now: Date) => ({
  datetime: at.toISOString(),
  time: timeOf(at),
  day: dayText(dateOf(at), dateOf(now)),
});

/** The view model of `enrollment/show` and `enrollment/withdrawal`. */
export const enrollmentPage = (row: EnrollmentRow, now: Date) => ({
  id: row.id,
  number: row.id.slice(-8).toUpperCase(),
  headline: headlines[row.state] ?? placeText(row),
  stateText: placeText(row),
  title: row.title,
  name: row.profileName,
  classHref: `/classes/${row.classId}`,
  first: nearMomentText(row.startsAt, now),
  sessionCount: row.sessionCount,
  place: `${row.siteName} ${row.roomName}`,
  address: row.address,
  phone: row.phone,
  bring: row.bring.split('\n').filter(Boolean),
  reason: row.reason ?? '',
  position: row.position ?? 0,
  enrolled: row.state === 'enrolled',
  waitlisted: row.state === 'waitlisted',
  offered: row.state === 'offered',
  deadline: row.offerExpiresAt ? deadlineView(row.offerExpiresAt, now) : null,
  calendarHref: `/classes/${row.classId}/calendar.ics`,
  withdrawalHref: mayLeave(row, now) ? enrollmentPaths.withdrawal(row.id) : '',
  tooLate: row.state === 'enrolled' && !mayLeave(row, now),
  acceptanceHref: enrollmentPaths.acceptance(row.id),
  leaveVerb: LEAVE_VERBS[row.state] ?? '退出',
  backHref: enrollmentPaths.show(row.id),
  printedAt: momentText(now, now),
});
