import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { dateOf, dayText, momentText, nearMomentText, timeOf } from '../../shared/kernel/shanghai';
import { enrollmentPaths } from '../enrollment.paths';
import { placeText } from '../enrollment.states';
import type { EnrollmentRow } from '../enrollments.queries';
import { haltedPlace } from '../halted-place';
import { leavingView } from './leaving.page';

const headlines: Partial<Record<EnrollmentRow['state'], string>> = {
  applied: '已参加摇号',
  enrolled: '报上了',
  waitlisted: '已排候补',
  offered: '有一个名额等您确认',
};

/** The entry in a draw: the code that stands in the public list, the order of wishes, the rank. */
const drawView = (row: EnrollmentRow, drawId: string, now: Date) => ({
  code: row.entryCode,
  wish: row.wish ?? 1,
  rank: row.drawRank,
  waits: row.state === 'applied' && row.classState === 'published',
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
export function enrollmentPage(row: EnrollmentRow, now: Date) {
  const halt = haltedPlace(row, now);
  const goesOn = (state: EnrollmentRow['state']): boolean => row.state === state && !halt;
  return {
    id: row.id,
    number: row.id.slice(-8).toUpperCase(),
    headline: halt?.name ?? headlines[row.state] ?? placeText(row),
    stateText: halt?.state ?? placeText(row),
    halt,
    title: row.title,
    name: row.profileName,
    classHref: `/classes/${row.classId}`,
    first: nearMomentText(row.startsAt, now),
    sessionCount: row.sessionCount,
    place: `${row.siteName} ${row.roomName}`,
    address: row.address,
    phone: row.phone,
    bring: row.bring.split('\n').filter(Boolean),
    reason: halt?.words ?? row.reason ?? '',
    draw: row.drawId && row.entryCode ? drawView(row, row.drawId, now) : null,
    position: row.position ?? 0,
    enrolled: goesOn('enrolled'),
    waitlisted: goesOn('waitlisted'),
    deadline:
      row.offerExpiresAt && goesOn('offered') ? deadlineView(row.offerExpiresAt, now) : null,
    attendanceHref: ['enrolled', 'completed'].includes(row.state)
      ? enrollmentPaths.attendance(row.id)
      : '',
    calendarHref: schedulingPaths.calendar(row.classId),
    ...leavingView(row, now),
    acceptanceHref: enrollmentPaths.acceptance(row.id),
    backHref: enrollmentPaths.show(row.id),
    printedAt: momentText(now, now),
  };
}
