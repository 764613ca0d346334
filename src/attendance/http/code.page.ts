import { momentText, timeOf } from '../../shared/kernel/shanghai';
import { qrOf } from '../../shared/web/qr';
import type { SchoolRow } from '../../sites/schools.queries';
import { attendancePaths } from '../attendance.paths';
import { ON_TIME_UNTIL_MS, OPENS_BEFORE_MS } from '../attendance.rules';
import type { DoorEvening } from '../door.queries';

const grouped = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;
const spoken = (code: string): string => [...code].join(' ');
const closes = ({ startsAt }: DoorEvening): string =>
  timeOf(new Date(startsAt.getTime() + ON_TIME_UNTIL_MS));

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
    spoken: spoken(code),
    code: grouped(code),
    qr: why ? null : qrOf(link),
    until: closes(evening),
    printHref: evening.cancelled ? '' : attendancePaths.printedCode(school.id, evening.sessionId),
  };
}

/** `attendance/printed-code` */
export function printedCodePage(
  school: SchoolRow,
  evening: DoorEvening,
  { code, publicUrl, now }: { code: string; publicUrl: string; now: Date },
) {
  const opens = new Date(evening.startsAt.getTime() - OPENS_BEFORE_MS);
  return {
    schoolName: school.name,
    title: evening.title,
    when: momentText(evening.startsAt, now),
    place: evening.roomName,
    teacher: evening.teacherName,
    lesson: `第 ${evening.position} 节`,
    window: `${timeOf(opens)} 到 ${closes(evening)}`,
    code: grouped(code),
    spoken: spoken(code),
    qr: qrOf(publicUrl + attendancePaths.checkIn(evening.sessionId, code)),
    phone: school.phone,
  };
}
