import { momentText } from '../../shared/kernel/shanghai';
import { LATE_WITHDRAWAL_MS, leavingSeat } from '../../standing/standing.rules';
import { enrollmentPaths } from '../enrollment.paths';
import type { EnrollmentRow } from '../enrollments.queries';

const LATE_HOURS = LATE_WITHDRAWAL_MS / 3_600_000;

const LEAVE_VERBS: Partial<Record<EnrollmentRow['state'], string>> = {
  enrolled: '退课',
  waitlisted: '退出候补',
  applied: '退出摇号',
};

const seatLeaving = ({ classState, startsAt }: EnrollmentRow, now: Date) =>
  leavingSeat({ state: classState, startsAt }, now);

/** What leaving means now, as the service decides it; `over` when there is nothing to leave. */
function leaving(row: EnrollmentRow, now: Date): 'free' | 'late' | 'begun' | 'over' {
  if (row.state === 'enrolled') return seatLeaving(row, now);
  return ['waitlisted', 'offered', 'applied'].includes(row.state) ? 'free' : 'over';
}

/** How to leave, and what it costs. */
export function leavingView(row: EnrollmentRow, now: Date) {
  const way = leaving(row, now);
  return {
    withdrawalHref: way === 'free' || way === 'late' ? enrollmentPaths.withdrawal(row.id) : '',
    /** Leaving gives a 信用提醒. */
    late: way === 'late',
    lateHours: LATE_HOURS,
    leaveVerb: LEAVE_VERBS[row.state] ?? '退出',
    leaveNote: way === 'over' ? '' : noteOf(row, way, now),
    leaveMeans: way === 'over' ? '' : meaningOf(row, now),
  };
}

const MARK = '会记一次“临时退课”信用提醒，只作提醒，不影响报名。';
const IN_TIME = `开课前 ${LATE_HOURS} 小时以外都可以在这里退出，名额给候补的人。`;

/** Under the button. */
function noteOf(row: EnrollmentRow, way: 'free' | 'late' | 'begun', now: Date): string {
  if (row.classState === 'postponed') return '延期期间随时可以退出，不记信用提醒。';
  if (row.state === 'waitlisted') return '候补随时可以退出。';
  if (row.state === 'applied') return '摇号以前随时可以退出。';
  if (row.state === 'offered')
    return seatLeaving(row, now) === 'free'
      ? `让给下一位不记信用提醒。${IN_TIME}`
      : `让给下一位不记信用提醒。确认以后再退课，因为离第一节课不到 ${LATE_HOURS} 小时，${MARK}`;
  if (way === 'begun') return '第一节课已经开始，网上不能退课了，来不了请打电话说一声。';
  return way === 'late'
    ? `离第一节课不到 ${LATE_HOURS} 小时，来不了请尽早在这里退课，名额马上给候补的人。${MARK}`
    : IN_TIME;
}

/** Before the press that leaves. */
function meaningOf(row: EnrollmentRow, now: Date): string {
  if (row.classState === 'postponed')
    return '这个班延期了，退出不记信用提醒。退出后不再为您保留，等有了新时间想上，要重新报名。';
  switch (row.state) {
    case 'applied':
      return now < row.closesAt
        ? `退出后不参加这次摇号。${momentText(row.closesAt, now)} 截止前想参加，还可以再报，机会一样。`
        : '退出后不参加这次摇号。报名已经截止，不能再报。';
    case 'waitlisted':
      return '退出后位次给后面的人，再想上要重新排。';
    case 'offered':
      return '退出后名额马上给下一位，不记信用提醒，再想上要重新报名。';
    default:
      return '退课后名额马上给候补的人，再想上要重新报名。';
  }
}
