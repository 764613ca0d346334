/** 信用提醒 (domain §3): what a mark does, and who may give, contest and answer one. No I/O. */
import { dateOf } from '../shared/kernel/shanghai';

/** No-shows on single evenings of one term that pause booking, and for how long. */
export const PAUSING_NO_SHOWS = 3;
export const PAUSE_DAYS = 30;
/** Leaving a seat later than this ahead of the first session is a late withdrawal. */
export const LATE_WITHDRAWAL_MS = 24 * 3_600_000;

const DAY_MS = 86_400_000;

/** A no-show on a single evening that was not lifted. */
export interface NoShow {
  termId: string;
  at: Date;
  expiresAt: Date;
}

/**
 * Until when booking is paused: 30 days from the third no-show of one term, never beyond the end of
 * the term, with which the marks expire. Null when it is not.
 */
export function pausedUntil(noShows: readonly NoShow[], now: Date): Date | null {
  const byTerm = new Map<string, NoShow[]>();
  for (const one of noShows) byTerm.set(one.termId, [...(byTerm.get(one.termId) ?? []), one]);
  const ends = [...byTerm.values()].map((marks) => pauseOf(marks)).filter((end) => end > now);
  return ends.length === 0 ? null : new Date(Math.max(...ends.map(Number)));
}

function pauseOf(marks: readonly NoShow[]): Date {
  const inOrder = [...marks].sort((a, b) => a.at.getTime() - b.at.getTime());
  const third = inOrder[PAUSING_NO_SHOWS - 1];
  if (!third) return new Date(0);
  return new Date(Math.min(third.at.getTime() + PAUSE_DAYS * DAY_MS, third.expiresAt.getTime()));
}

/**
 * What giving up a seat means now. Late is less than 24 h ahead of the first session; a class that
 * was put off has no evening that could be missed, so leaving it costs nothing.
 */
export function leavingSeat(
  c: { state: string; startsAt: Date },
  now: Date,
): 'free' | 'late' | 'begun' {
  if (c.state === 'postponed') return 'free';
  if (now >= c.startsAt) return 'begun';
  return c.startsAt.getTime() - now.getTime() < LATE_WITHDRAWAL_MS ? 'late' : 'free';
}

/** The evening of a class, as far as a no-show goes. */
export interface Evening {
  sessionCount: number;
  classState: string;
  sessionState: string;
  endsAt: Date;
  termEndsAt: Date;
}

/** Why staff cannot note a no-show on this evening now, or null. */
export function whyNoNoShow(evening: Evening, now: Date): string | null {
  if (evening.sessionCount !== 1) return '连续上几节的班不在这里记未到';
  if (evening.classState !== 'published' || evening.sessionState !== 'scheduled')
    return '这一晚没有上课，不能记未到';
  if (evening.endsAt > now) return '下课以后才能记未到';
  return evening.termEndsAt <= now ? '这一期已经结束，不再记未到' : null;
}

/** Where a mark stands between being given and expiring. */
export interface MarkState {
  accountId: string;
  recordedAt: Date;
  recordedBy: string | null;
  expiresAt: Date;
  appealedAt: Date | null;
  answeredAt: Date | null;
  lifted: boolean;
}

export const inForce = (mark: Pick<MarkState, 'lifted' | 'expiresAt'>, now: Date): boolean =>
  !mark.lifted && mark.expiresAt > now;

/** Why the learner cannot appeal against a mark, or null. */
export function whyNoAppeal(
  mark: Pick<MarkState, 'lifted' | 'appealedAt' | 'expiresAt'>,
  now: Date,
): string | null {
  if (mark.lifted) return '这条提醒已经撤销，不用申诉';
  if (mark.appealedAt) return '这条提醒已经申诉过了';
  return inForce(mark, now) ? null : '这条提醒已经到期，不用申诉';
}

/** Why this member of staff cannot answer an appeal, or null: nobody judges what is their own. */
export function whyNoAnswer(mark: MarkState, actorId: string): string | null {
  if (!mark.appealedAt) return '这条提醒没有申诉';
  if (mark.answeredAt) return '这条申诉已经答复过了';
  if (mark.recordedBy === actorId) return '这条提醒是您记的，请别的校长或中心来答复';
  return mark.accountId === actorId ? '不能答复自己的申诉，请别的校长或中心来答复' : null;
}

/** Why a no-show cannot simply be taken back, or null: only on its day, and not over an appeal. */
export function whyNoUndoing(mark: MarkState, now: Date): string | null {
  if (dateOf(mark.recordedAt) !== dateOf(now)) return '只有当天能撤回，之后请本人申诉';
  return mark.appealedAt ? '本人已经申诉，请校长或中心答复' : null;
}
