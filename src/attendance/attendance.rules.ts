/** Who may be ticked when (domain §3, Check-in). Pure: no I/O, the moment is passed in. */
import { momentText, timeOf } from '../shared/kernel/shanghai';
import type { Noted } from './attendance.states';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Check-in opens this long before the start, and from this long after it a tick is 迟到. */
export const OPENS_BEFORE_MS = 30 * MINUTE_MS;
export const ON_TIME_UNTIL_MS = 15 * MINUTE_MS;
/** After the end, staff may still put right what was missed at the door. */
const CORRECTED_FOR_DAYS = 7;

/** An evening, as far as the door goes. */
export interface DoorSession {
  startsAt: Date;
  endsAt: Date;
}

/** Why a learner cannot check in by code now, or null. Both ends of the window belong to it. */
export function whyNoSelfCheckIn({ startsAt }: DoorSession, now: Date): string | null {
  const opens = new Date(startsAt.getTime() - OPENS_BEFORE_MS);
  if (now < opens) return `${timeOf(opens)} 开始签到，到时再来`;
  return now.getTime() - startsAt.getTime() <= ON_TIME_UNTIL_MS
    ? null
    : '自助签到已经结束，请找门口的工作人员登记';
}

/** Why staff cannot note this of an evening now, or null. Leave may be noted before the door opens. */
export function whyNoTick(
  session: DoorSession & { cancelled: boolean },
  state: Noted,
  now: Date,
): string | null {
  if (session.cancelled) return '这一节取消了，不用签到';
  const opens = new Date(session.startsAt.getTime() - OPENS_BEFORE_MS);
  if (now < opens && (state === 'present' || state === 'late'))
    return `${momentText(opens, now)} 开始签到，现在只能记请假`;
  return now.getTime() - session.endsAt.getTime() > CORRECTED_FOR_DAYS * DAY_MS
    ? `下课已经超过 ${CORRECTED_FOR_DAYS} 天，签到不能再改`
    : null;
}

/** Why nobody can be let in at the door of this evening now, or null: it must be on, or about to be. */
export function whyNoWalkIn(
  session: DoorSession & { cancelled: boolean },
  now: Date,
): string | null {
  const why = whyNoTick(session, 'present', now);
  return why ?? (now < session.endsAt ? null : '这一节已经下课，不能再现场报名');
}

/** What a tick by staff at this moment means. */
export const stateOfTick = ({ startsAt }: DoorSession, at: Date): 'present' | 'late' =>
  at.getTime() - startsAt.getTime() > ON_TIME_UNTIL_MS ? 'late' : 'present';

/** A press at the door about one person, and when it was made. */
export interface Tick {
  enrollmentId: string;
  state: Noted;
  at: Date;
}

/** One tick for each person: the latest, and of several of one moment the one that the state decides. */
export function latestOfEach(ticks: readonly Tick[]): Tick[] {
  const before = (a: Tick, b: Tick) => a.at < b.at || (+a.at === +b.at && a.state < b.state);
  const latest = new Map<string, Tick>();
  for (const tick of ticks) {
    const known = latest.get(tick.enrollmentId);
    if (!known || before(known, tick)) latest.set(tick.enrollmentId, tick);
  }
  return [...latest.values()];
}

/**
 * The moment that counts for a tick which a phone kept while it was offline: its own when it can be
 * true, neither in the future nor before the door opened, else that of the server.
 */
export const momentOfTick = ({ startsAt }: DoorSession, at: Date, now: Date): Date =>
  at <= now && startsAt.getTime() - at.getTime() <= OPENS_BEFORE_MS ? at : now;

/** When a person came who was ticked at this moment: never after the end, when the tick only corrects. */
export const arrivalOf = ({ endsAt }: DoorSession, at: Date): Date => (at < endsAt ? at : endsAt);
