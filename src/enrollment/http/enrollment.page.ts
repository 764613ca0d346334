import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { dateOf, dayText, momentText, nearMomentText, timeOf } from '../../shared/kernel/shanghai';
import { LATE_WITHDRAWAL_MS, leavingSeat } from '../../standing/standing.rules';
import { enrollmentPaths } from '../enrollment.paths';
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

/** What leaving means now, as the service decides it; `over` when there is nothing to leave. */
function leaving(row: EnrollmentRow, now: Date): 'free' | 'late' | 'begun' | 'over' {
  if (row.state === 'enrolled')
    return leavingSeat({ state: row.classState, startsAt: row.startsAt }, now);
  return ['waitlisted', 'offered', 'applied'].includes(row.state) ? 'free' : 'over';
}

function leavingView(row: EnrollmentRow, now: Date) {
  const way = leaving(row, now);
  return {
    withdrawalHref: way === 'free' || way === 'late' ? enrollmentPaths.withdrawal(row.id) : '',
    /** Leaving gives a 信用提醒. */
    late: way === 'late',
    tooLate: way === 'begun',
    lateHours: LATE_WITHDRAWAL_MS / 3_600_000,
    leaveVerb: LEAVE_VERBS[row.state] ?? '退出',
  };
}

/** The entry in a draw: the code that stands in the public list, the order of wishes, the rank. */
const drawView = (row: EnrollmentRow, drawId: string, now: Date) => ({
  code: row.entryCode,
  wish: row.wish ?? 1,
  rank: row.drawRank,
  waits: row.state === 'applied',
  at: momentText(row.closesAt, now),
  href: schedulingPaths.draw(drawId),
  wishesHref: row.state === 'applied' ? enrollmentPaths.wishes(row.id) : '',
});

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
  draw: row.drawId && row.entryCode ? drawView(row, row.drawId, now) : null,
  position: row.position ?? 0,
  enrolled: row.state === 'enrolled',
  waitlisted: row.state === 'waitlisted',
  applied: row.state === 'applied',
  offered: row.state === 'offered',
  deadline: row.offerExpiresAt ? deadlineView(row.offerExpiresAt, now) : null,
  calendarHref: `/classes/${row.classId}/calendar.ics`,
  ...leavingView(row, now),
  acceptanceHref: enrollmentPaths.acceptance(row.id),
  backHref: enrollmentPaths.show(row.id),
  printedAt: momentText(now, now),
});
