import { enrollmentPaths } from '../../enrollment/enrollment.paths';
import type { EnrollmentRow } from '../../enrollment/enrollments.queries';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { dateOf, dayText, momentText, timeOf } from '../../shared/kernel/shanghai';
import { Form, formView } from '../../shared/web/bind';
import type { StateTag } from '../../shared/web/cards';
import { qrOf } from '../../shared/web/qr';
import { attendancePaths } from '../attendance.paths';
import { RELEASING_ABSENCES, whyNoLeave } from '../absences.rules';
import { whyNoSelfCheckIn } from '../attendance.rules';
import { attendanceStateNames } from '../attendance.states';
import type { OwnLesson, OwnSeat } from '../check-ins.queries';
import type { OwnPlace } from '../leaves.service';
import type { DoorEvening } from '../door.queries';

/** `attendance/check-in`; the code is there already when it was scanned. */
export function checkInPage<T>(
  evening: DoorEvening,
  seats: readonly OwnSeat[],
  form: Form<T>,
  now: Date,
) {
  const isIn = (seat: OwnSeat) => seat.state !== null && seat.state !== 'leave';
  return {
    form: formView(form, ['code']),
    title: evening.title,
    when: momentText(evening.startsAt, now),
    place: evening.roomName,
    why: evening.cancelled ? '这一节取消了，不用签到' : (whyNoSelfCheckIn(evening, now) ?? ''),
    action: attendancePaths.checkIns(evening.sessionId),
    classHref: schedulingPaths.show(evening.classId),
    hasSeat: seats.length > 0,
    done: seats.filter(isIn).map((seat) => ({
      name: seat.name,
      text: markText(seat),
      href: attendancePaths.own(seat.enrollmentId),
    })),
    waiting: seats
      .filter((seat) => !isIn(seat))
      .map(({ profileId, name }) => ({ profileId, name })),
  };
}

/** 已到 19:02. */
const markText = ({ state, at }: Pick<OwnSeat, 'state' | 'at'>): string =>
  state === null
    ? ''
    : `${attendanceStateNames[state]}${at && state !== 'leave' ? ` ${timeOf(at)}` : ''}`;

/** `attendance/own` */
export function ownPage(
  place: OwnPlace & { title: string; profileName: string },
  lessons: readonly OwnLesson[],
  now: Date,
) {
  const open = lessons.find(
    (one) => !one.cancelled && one.state === null && whyNoSelfCheckIn(one, now) === null,
  );
  const held = lessons.filter((one) => one.counts && !one.cancelled && one.endsAt <= now);
  const came = held.filter((one) => one.state === 'present' || one.state === 'late');
  return {
    title: place.title,
    name: place.profileName,
    backHref: enrollmentPaths.show(place.id),
    checkInHref: open ? attendancePaths.checkIn(open.sessionId) : '',
    held: held.length,
    came: came.length,
    leaveAction: enrollmentPaths.leaves(place.id),
    backAction: enrollmentPaths.leaveRemovals(place.id),
    missed: missedText(place, held),
    lessons: lessons.map((one) => ({
      ...leaveOf(place, one, now),
      sessionId: one.sessionId,
      number: `第 ${one.position} 节`,
      title: one.title,
      when: `${dayText(dateOf(one.startsAt), dateOf(now))} ${timeOf(one.startsAt)}`,
      tag: lessonTag(one, now),
    })),
  };
}

/** A learner's own code, to be scanned by the staff at the door: it says which seat, and opens nothing. */
export const ownCode = (
  { id, schoolId, state }: Pick<EnrollmentRow, 'id' | 'schoolId' | 'state'>,
  publicUrl: string,
) => ({
  code: state === 'enrolled' ? qrOf(publicUrl + attendancePaths.arrival(schoolId, id)) : null,
});

/** What a learner may press about an evening to come. */
function leaveOf(place: OwnPlace, one: OwnLesson, now: Date) {
  const may = whyNoLeave(place, one, now) === null;
  return { mayAsk: may && one.state === null, mayTakeBack: may && one.state === 'leave' };
}

/** Warns while the seat can still be lost. */
function missedText(place: OwnPlace, held: readonly OwnLesson[]): string {
  const missed = held.filter((one) => one.state === null).length;
  if (missed === 0 || place.state !== 'enrolled' || place.sessionCount <= 1) return '';
  return `没请假缺课 ${missed} 次。满 ${RELEASING_ABSENCES} 次名额会释放，来不了请在开课前请假`;
}

function lessonTag(one: OwnLesson, now: Date): StateTag {
  if (one.cancelled) return { kind: 'plain', text: '已取消' };
  if (one.state === 'present') return { kind: 'ok', text: markText(one) };
  if (one.state !== null)
    return { kind: one.state === 'late' ? 'few' : 'plain', text: markText(one) };
  if (one.endsAt > now) return { kind: 'soon', text: '还没上' };
  return one.counts ? { kind: 'bad', text: '缺课' } : { kind: 'plain', text: '没有记录' };
}
