import { enrollmentPaths } from '../../enrollment/enrollment.paths';
import { EnrollmentState, isLive, placeText } from '../../enrollment/enrollment.states';
import type { EnrollmentRow } from '../../enrollment/enrollments.queries';
import { haltedPlace } from '../../enrollment/halted-place';
import { dateOf, shortDayText, timeOf, weekdayOf, weekdayText } from '../../shared/kernel/shanghai';
import type { StateTag } from '../../shared/web/cards';

/** Still to come: a class that was put off is, whatever date it once had. */
export const isAhead = (row: EnrollmentRow, now: Date): boolean =>
  isLive(row.state) && (row.classState === 'postponed' || row.endsAt > now);

/** The view of `portal/_place`. */
export function placeView(row: EnrollmentRow, now: Date) {
  const halt = haltedPlace(row, now);
  const day = dateOf(row.startsAt);
  return {
    title: row.title,
    name: row.profileName,
    datetime: row.startsAt.toISOString(),
    day: shortDayText(day, dateOf(now)),
    hour: `${weekdayText(weekdayOf(day))} ${timeOf(row.startsAt)}`,
    place: `${row.siteName} ${row.roomName}`,
    href: enrollmentPaths.show(row.id),
    tag: halt ? { kind: 'bad', text: halt.name } : placeTag(row),
    halted: halt?.words ?? '',
  };
}

function placeTag(row: EnrollmentRow): StateTag {
  const kinds: Partial<Record<EnrollmentState, StateTag['kind']>> = {
    enrolled: 'ok',
    waitlisted: 'full',
    offered: 'few',
    cancelled: 'bad',
  };
  return { kind: kinds[row.state] ?? 'plain', text: placeText(row) };
}
