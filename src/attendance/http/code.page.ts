import { encode } from 'uqr';
import type { SchoolRow } from '../../sites/schools.queries';
import { timeOf } from '../../shared/kernel/shanghai';
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

/** A QR code as the path of its dark squares, each row in runs. */
function qrOf(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { border: 2 });
  const runs = data.flatMap((row, y) =>
    row.map((dark, x) => (dark && !row[x - 1] ? runAt(row, x, y) : '')),
  );
  return { size, path: runs.join('') };
}

function runAt(row: readonly boolean[], x: number, y: number): string {
  const end = row.indexOf(false, x);
  const width = (end < 0 ? row.length : end) - x;
  return `M${x} ${y}h${width}v1h-${width}z`;
}
