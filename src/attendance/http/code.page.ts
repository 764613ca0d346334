import type { SchoolRow } from '../../sites/schools.queries';
import { timeOf } from '../../shared/kernel/shanghai';
import { qrOf } from '../../shared/web/qr';
import { attendancePaths } from '../attendance.paths';
import { ON_TIME_UNTIL_MS } from '../attendance.rules';
import type { DoorEvening } from '../door.queries';

/** `attendance/code`; without a code it says why there is none. */
export function codePage(
  school: SchoolRow,
  evening: DoorEvening,
  shown: { code: string; why: string | null; publicUrl: string },
) {
  const { code, why, publicUrl } = shown;
  const link = publicUrl + attendancePaths.checkIn(evening.sessionId, code);
  return {
    title: evening.title,
    place: `${evening.roomName}，${evening.teacherName}`,
    backHref: attendancePaths.door(school.id, evening.sessionId),
    why: why ?? '',
    spoken: [...code].join(' '),
    code: `${code.slice(0, 3)} ${code.slice(3)}`,
    qr: why ? null : qrOf(link),
    until: timeOf(new Date(evening.startsAt.getTime() + ON_TIME_UNTIL_MS)),
  };
}
