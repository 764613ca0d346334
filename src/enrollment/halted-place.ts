import { nearMomentText } from '../shared/kernel/shanghai';
import { EnrollmentState, isLive } from './enrollment.states';
import type { EnrollmentRow } from './enrollments.queries';

/** A place whose class does not meet as it was planned, as its holder reads of it. */
export interface HaltedPlace {
  postponed: boolean;
  name: string;
  /** The state of the place. */
  state: string;
  /** When the class meets now. */
  time: string;
  /** What happened, why, and what becomes of the place. */
  words: string;
}

const KEPT: Partial<Record<EnrollmentState, string>> = {
  enrolled: '名额为您保留',
  offered: '名额为您保留',
  waitlisted: '候补位次为您保留',
  applied: '摇号的报名为您保留',
};

/** What a draw does for a class without a date. */
const UNDATED = '摇号时要是还没定，就只按名次排候补。';

type Halted = Pick<EnrollmentRow, 'state' | 'classState' | 'classReason' | 'reason' | 'startsAt'>;

/** Null while the class goes on, and for a place that ended otherwise. */
export function haltedPlace(row: Halted, now: Date): HaltedPlace | null {
  const before = now < row.startsAt;
  const why = (reason: string | null) => (reason ? `原因：${reason}。` : '');
  const was = `原定 ${nearMomentText(row.startsAt, now)} 开课，`;
  if (row.classState === 'postponed' && isLive(row.state)) {
    const kept = KEPT[row.state]!;
    const what = before ? `${was}现在延期，到时不用来。` : '还没上的课延期了。';
    return {
      postponed: true,
      name: '已延期',
      state: `已延期，${kept}`,
      time: '还没有定',
      words: `${what}${why(row.classReason)}${kept}，新的时间定了会通知您。${row.state === 'applied' ? UNDATED : ''}`,
    };
  }
  if (row.classState !== 'cancelled' || row.state !== 'cancelled') return null;
  const what = before ? `${was}现在取消，到时不用来。` : '还没上的课取消了。';
  return {
    postponed: false,
    name: '课程已取消',
    state: '课程已取消，您的报名随之结束',
    time: '不上了',
    words: `${what}${why(row.reason ?? row.classReason)}`,
  };
}
