import { enrollmentPaths } from '../../enrollment/enrollment.paths';
import { EnrollmentState, isLive, placeText } from '../../enrollment/enrollment.states';
import type { EnrollmentRow, MyEvening } from '../../enrollment/enrollments.queries';
import { haltedPlace } from '../../enrollment/halted-place';
import { movedText } from '../../scheduling/moved-evening';
import {
  dateOf,
  momentText,
  shortDayText,
  timeOf,
  weekdayOf,
  weekdayText,
} from '../../shared/kernel/shanghai';
import type { StateTag } from '../../shared/web/cards';

/** Still to come: a class that was put off is, whatever date it once had. */
export const isAhead = (row: EnrollmentRow, now: Date): boolean =>
  isLive(row.state) && (row.classState === 'postponed' || row.endsAt > now);

/** The view of `portal/_place`; of the evenings to come it names those that were moved. */
export function placeView(row: EnrollmentRow, evenings: readonly MyEvening[], now: Date) {
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
    moved: evenings
      .filter((one) => one.enrollmentId === row.id)
      .flatMap((one) => movedView(one, now)),
  };
}

function movedView(evening: MyEvening, now: Date) {
  const before = evening.endsAt > now ? movedText(evening, now) : '';
  const { position, startsAt } = evening;
  return before ? [{ position, before, after: momentText(startsAt, now) }] : [];
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
