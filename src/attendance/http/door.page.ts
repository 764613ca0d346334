import { deskPaths } from '../../desk/desk.paths';
import { maskName } from '../../identity/person';
import { whyNoDoorSeat } from '../../enrollment/enrollment.rules';
import { deskMayEnroll, doorMayEnroll, stateAt } from '../../scheduling/night-class.rules';
import type { ShownClass } from '../../scheduling/night-classes.queries';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { dateOf, dayText, momentText, timeOf, timeRangeText } from '../../shared/kernel/shanghai';
import type { StateTag } from '../../shared/web/cards';
import type { PageOptions } from '../../shared/web/page';
import { schoolDesk } from '../../sites/desk-frame';
import type { SchoolRow } from '../../sites/schools.queries';
import { attendancePaths } from '../attendance.paths';
import { stateOfTick, whyNoTick, whyNoWalkIn } from '../attendance.rules';
import { attendanceStateNames, attendanceStates } from '../attendance.states';
import type { WrongTries } from '../check-ins.queries';
import type { DoorEvening, RollRow } from '../door.queries';

export const doorFrame = (school: SchoolRow, title: string): PageOptions => ({
  title,
  layout: 'desk',
  desk: schoolDesk(school, 'door'),
});

/** `attendance/tonight` */
export const tonightPage = (school: SchoolRow, evenings: readonly DoorEvening[], now: Date) => ({
  date: dayText(dateOf(now), dateOf(now)),
  evenings: evenings.filter((one) => !one.cancelled).map((one) => eveningView(school, one)),
  cancelled: evenings.filter((one) => one.cancelled).map((one) => eveningView(school, one)),
});

const eveningView = (school: SchoolRow, evening: DoorEvening) => ({
  title: evening.title,
  time: timeRangeText(evening.startsAt, evening.endsAt),
  place: `${evening.roomName}，${evening.teacherName}`,
  session: sessionText(evening),
  reason: evening.reason,
  here: evening.here,
  seated: evening.seated,
  href: attendancePaths.door(school.id, evening.sessionId),
});

const sessionText = ({ position, sessionCount }: DoorEvening): string =>
  `第 ${position} 节，共 ${sessionCount} 节`;

/** Where on the page a person stands, so that a press does not lose the place. */
export const anchorOf = (enrollmentId: string): string => `p-${enrollmentId.slice(-12)}`;

/** `attendance/door` */
export function doorPage(
  { school, evening, accountId }: { school: SchoolRow; evening: DoorEvening; accountId: string },
  roll: readonly RollRow[],
  { mayTick, found, wrong }: { mayTick: boolean; found: ShownClass; wrong: WrongTries },
  now: Date,
) {
  const count = (state: RollRow['state']) => roll.filter((row) => row.state === state).length;
  const allowed = attendanceStates.filter((state) => whyNoTick(evening, state, now) === null);
  const over = now > evening.endsAt;
  const open = mayTick && allowed.length > 0;
  const absences = over && !evening.cancelled && roll.some((row) => row.state !== null);
  return {
    title: evening.title,
    when: `${momentText(evening.startsAt, now)}–${timeOf(evening.endsAt)}`,
    place: `${evening.roomName}，${evening.teacherName}，${sessionText(evening)}`,
    prefaceHref: evening.cancelled ? '' : schedulingPaths.deskPreface(school.id, evening.sessionId),
    backHref: attendancePaths.tonight(school.id),
    sheetHref: deskPaths.sheet(school.id, evening.classId),
    ...(mayTick ? enrollLinks(school, evening, found, now) : { enrollHref: '', walkInHref: '' }),
    notice: evening.cancelled
      ? `这一节取消了${evening.reason && `：${evening.reason}`}`
      : (whyNoTick(evening, 'present', now) ?? ''),
    codeHref: mayTick && !over ? attendancePaths.code(school.id, evening.sessionId) : '',
    burst: burstText(wrong, now),
    here: count('present') + count('late'),
    seated: roll.length,
    late: count('late'),
    leave: count('leave'),
    action: open ? attendancePaths.ticks(school.id, evening.sessionId) : '',
    keptAction: attendancePaths.keptTicks(school.id, evening.sessionId),
    signInHref: `/sign-in?next=${attendancePaths.door(school.id, evening.sessionId)}`,
    accountId,
    serverTime: now.getTime(),
    people: roll.map((row, i) => ({
      ...personView(row, evening, absences),
      number: i + 1,
      choices: allowed
        .filter((state) => state !== row.state)
        .map((state) => ({
          state,
          label: state === 'present' && over ? '补记已到' : attendanceStateNames[state],
          first: !over && row.state === null && state === stateOfTick(evening, now),
        })),
    })),
  };
}

/** Why nobody without a seat can be let in here now, or null; what one person's rules say comes on top. */
export function whyNoSeat(evening: DoorEvening, found: ShownClass, now: Date): string | null {
  const why = whyNoWalkIn(evening, now);
  if (why) return why;
  const state = stateAt(found, now);
  if (!doorMayEnroll(state, found.toDraw)) return '这个班现在不能现场报名';
  return whyNoDoorSeat({ ...found, state })?.message ?? null;
}

/** So many codes that did not fit are no slip of the finger. */
const BURST = 5;
const burstText = ({ tries, accounts, lastAt }: WrongTries, now: Date): string =>
  tries < BURST || !lastAt
    ? ''
    : `有 ${accounts} 个账号试了 ${tries} 次不对的签到码，最近一次 ${momentText(lastAt, now)}。可能有人把码发给没来的人，请看看名单和教室里的人对不对`;

/** Before the door opens the desk enrols; while it is open there is a seat with a tick, or none. */
function enrollLinks(school: SchoolRow, evening: DoorEvening, found: ShownClass, now: Date) {
  const early = whyNoWalkIn(evening, now) !== null;
  const desk = early && deskMayEnroll(stateAt(found, now), found.toDraw);
  const seat = !early && whyNoSeat(evening, found, now) === null;
  return {
    enrollHref: desk ? schedulingPaths.deskEnrollment(school.id, evening.classId) : '',
    walkInHref: seat ? attendancePaths.walkIn(school.id, evening.sessionId) : '',
  };
}

/** A person as every list at the door names them. */
export const maskedPerson = ({ name, phone }: { name: string; phone: string }) => ({
  name: maskName(name),
  phoneTail: phone.slice(-4),
});

function personView(row: RollRow, evening: DoorEvening, absences: boolean) {
  return {
    enrollmentId: row.enrollmentId,
    anchor: anchorOf(row.enrollmentId),
    ...maskedPerson(row),
    noted: row.state !== null,
    tag: rollTag(row, evening, absences),
    how: row.source === 'self' ? '自己签到' : '',
  };
}

/** 已到 18:52, 迟到 19:20, 已到，补记, 请假, and 缺课 when the others were noted and the evening has ended. */
function rollTag(row: RollRow, { endsAt }: DoorEvening, absences: boolean): StateTag | null {
  if (row.state === null) return absences ? { kind: 'bad', text: '缺课' } : null;
  const name = attendanceStateNames[row.state];
  if (row.state === 'leave' || !row.at) return { kind: 'plain', text: name };
  const text = row.at < endsAt ? `${name} ${timeOf(row.at)}` : `${name}，补记`;
  return { kind: row.state === 'present' ? 'ok' : 'few', text };
}
