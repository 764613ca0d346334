/** What may be done to the queue of an evening, and when. Pure: the moment is passed in. */
import { momentText } from '../shared/kernel/shanghai';
import type { Fix, PrefaceItemState } from './preface.states';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** As the door, the presenter opens half an hour before the start. */
export const OPENS_BEFORE_MS = 30 * MINUTE_MS;
/** After the end, what a phone kept may still arrive, and what was missed may be put right. */
const CORRECTED_FOR_DAYS = 7;
/** What was said takes no longer than this, whatever a phone says. */
export const MOST_SPOKEN_SECONDS = 3_600;

/** An evening, as far as its preface goes. */
export interface PrefaceEvening {
  startsAt: Date;
  endsAt: Date;
  cancelled: boolean;
}

/** Why the queue of an evening is no longer to be changed, or null. */
export function whyQueueFixed({ startsAt, cancelled }: PrefaceEvening, now: Date): string | null {
  if (cancelled) return '这一节取消了，不用讲政策传真';
  return startsAt <= now ? '这一节已经开始，队列不能再改' : null;
}

/** Why nothing can be noted as spoken, or as exempt, on this evening now, or null. */
export function whyNotNoted(
  { startsAt, endsAt, cancelled }: PrefaceEvening,
  now: Date,
): string | null {
  if (cancelled) return '这一节取消了，不用讲政策传真';
  const opens = new Date(startsAt.getTime() - OPENS_BEFORE_MS);
  if (now < opens) return `${momentText(opens, now)} 以后才能记已宣讲`;
  return now.getTime() - endsAt.getTime() > CORRECTED_FOR_DAYS * DAY_MS
    ? `下课已经超过 ${CORRECTED_FOR_DAYS} 天，不能再记`
    : null;
}

/**
 * The moment that counts for what a phone kept while it was offline: its own when it can be true,
 * neither in the future nor before the evening opened nor after it ended, else that of the server.
 */
export function momentSpoken({ startsAt, endsAt }: PrefaceEvening, at: Date, now: Date): Date {
  const opens = startsAt.getTime() - OPENS_BEFORE_MS;
  const fits = at <= now && at.getTime() >= opens && at <= endsAt;
  if (fits) return at;
  return now <= endsAt ? now : endsAt;
}

/** What stands between an evening and its closing: one of the two must be there (domain §3). */
export type PrefaceStanding = 'told' | 'exempt' | 'open';
export const standingOf = (told: number, exempt: boolean): PrefaceStanding =>
  told > 0 ? 'told' : exempt ? 'exempt' : 'open';

/** A queue as somebody saw it: two are the same when nothing in them was changed. */
export const seenOf = (
  items: readonly { briefId: string; fix: Fix | null; state: PrefaceItemState }[],
): string =>
  items.map(({ briefId, fix, state }) => `${briefId.slice(-12)}${fix ?? ''}${state[0]!}`).join('.');
