import type { StateTag } from '../shared/web/cards';
import { momentText } from '../shared/kernel/shanghai';
import type { NightClassState, StoredState } from './night-class.states';

/** How long before the first session unused desk seats are released to everybody. */
export const DESK_RELEASE_HOURS = 24;
const HOUR_MS = 3_600_000;

export interface ClassTimes {
  state: StoredState;
  opensAt: Date;
  closesAt: Date;
  startsAt: Date;
  endsAt: Date;
}

export interface ClassSeats {
  startsAt: Date;
  capacity: number;
  taken: number;
  deskQuota: number;
  deskTaken: number;
  waiting: number;
}

/** A class whose seats a draw gives away, and how many people have entered so far. */
export interface ClassDraw {
  toDraw: boolean;
  applied: number;
}

/** The state that a person sees: what somebody decided, else what the clock says. */
export function stateAt(c: ClassTimes, now: Date): NightClassState {
  if (c.state !== 'published') return c.state;
  if (now >= c.endsAt) return 'finished';
  if (now >= c.startsAt) return 'running';
  if (now >= c.closesAt) return 'closed';
  return now >= c.opensAt ? 'open' : 'published';
}

/**
 * Whether the desk can still give places: while enrolment is open and, unless a draw is being held,
 * after it until the class begins.
 */
export const deskMayEnroll = (state: NightClassState, toDraw: boolean): boolean =>
  state === 'open' || (state === 'closed' && !toDraw);

/**
 * Whether somebody without a seat can be let in at the classroom door: also while the class is
 * running, wherever no draw decides.
 */
export const doorMayEnroll = (state: NightClassState, toDraw: boolean): boolean =>
  !toDraw && (state === 'running' || deskMayEnroll(state, toDraw));

/** Whether a seat that becomes free still goes to the queue: never once the class has begun. */
export const servesQueue = (state: NightClassState): boolean =>
  ['published', 'open', 'closed'].includes(state);

/** The moment at which the desk share goes to everybody. */
export const deskReleaseAt = (c: { startsAt: Date }): Date =>
  new Date(c.startsAt.getTime() - DESK_RELEASE_HOURS * HOUR_MS);

/** Seats that only the desk may give away now. */
export const heldForDesk = (c: ClassSeats, now: Date): number =>
  now >= deskReleaseAt(c) ? 0 : Math.max(0, c.deskQuota - c.deskTaken);

/** Free seats less those held for the desk: what a queue or a draw may give away. */
export const seatsToGive = (c: ClassSeats, now: Date): number =>
  Math.max(0, c.capacity - c.taken - heldForDesk(c, now));

/** How many seats a draw will give away, as things stand; it is held when the window closes. */
export const seatsToDraw = (c: ClassSeats & { closesAt: Date }): number =>
  seatsToGive(c, c.closesAt);

/** Seats a person online could take now; none while others wait, for a freed seat is theirs. */
export const onlineSeats = (c: ClassSeats, now: Date): number =>
  c.waiting > 0 ? 0 : seatsToGive(c, now);

/** What the card and the class page say about seats or state. */
export function seatTag(c: ClassTimes & ClassSeats & ClassDraw, now: Date): StateTag {
  switch (stateAt(c, now)) {
    case 'draft':
      return { kind: 'plain', text: '草稿' };
    case 'cancelled':
      return { kind: 'bad', text: '已取消' };
    case 'postponed':
      return { kind: 'bad', text: '已延期' };
    case 'published':
      return { kind: 'soon', text: `${momentText(c.opensAt, now)} 开放` };
    case 'closed':
      return { kind: 'plain', text: c.toDraw ? '正在摇号' : '报名截止' };
    case 'running':
      return { kind: 'lit', text: '正在上课' };
    case 'finished':
      return { kind: 'plain', text: '已结课' };
    case 'open':
      return c.toDraw ? { kind: 'ok', text: `摇号，已有 ${c.applied} 人` } : openTag(c, now);
  }
}

function openTag(c: ClassSeats, now: Date): StateTag {
  const left = onlineSeats(c, now);
  if (left === 0) return { kind: 'full', text: fullText(c, now) };
  if (left <= 2 || left * 10 <= c.capacity) return { kind: 'few', text: `仅剩 ${left} 位` };
  return { kind: 'ok', text: `余 ${left} 位` };
}

function fullText(c: ClassSeats, now: Date): string {
  if (c.waiting > 0) return `已满，候补 ${c.waiting} 人`;
  const held = Math.min(heldForDesk(c, now), c.capacity - c.taken);
  return held > 0 ? `网上已满，现场余 ${held} 位` : '已满，可候补';
}
