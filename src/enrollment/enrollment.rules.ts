import { Tier, tierBelow, tierNames } from '../curriculum/tiers';
import type { AgeBand } from '../identity/person';
import { ClassSeats, heldForDesk, onlineSeats } from '../scheduling/night-class.rules';
import type { NightClassState } from '../scheduling/night-class.states';
import { momentText } from '../shared/kernel/shanghai';
import { overlap, Period } from '../shared/kernel/period';

/** Why a press would be refused: a stable code for programs, a sentence for the person. */
export interface Reason {
  code:
    | 'not_open'
    | 'closed'
    | 'already_enrolled'
    | 'time_clash'
    | 'term_limit'
    | 'prerequisite'
    | 'standing_paused'
    | 'age'
    | 'consent'
    | 'class_cancelled';
  message: string;
}

/** Multi-session classes one person may hold in a term (house rule, domain §3). */
export const TERM_LIMIT = 2;
/** Before this long ahead of the first session a free seat is given at once, after it offered. */
export const OFFER_INSTEAD_MS = 24 * 3_600_000;
/** How long an offered seat waits for an answer. */
export const OFFER_LASTS_MS = 2 * 3_600_000;

export interface ClassFacts extends ClassSeats {
  id: string;
  title: string;
  state: NightClassState;
  opensAt: Date;
  termId: string;
  tier: Tier;
  trackId: string | null;
  sessionCount: number;
  /** A course of the tier below exists on the same track, so it can be asked for. */
  asksPrerequisite: boolean;
  sessions: readonly Period[];
}

/** A class the person already has a place in, or has finished. */
export interface HeldPlace {
  classId: string;
  title: string;
  /** A place in it, or only in its queue. */
  live: boolean;
  completed: boolean;
  termId: string;
  tier: Tier;
  trackId: string | null;
  sessionCount: number;
  sessions: readonly Period[];
}

export interface PersonFacts {
  ageBand: AgeBand;
  /** Agreed to the present wording on personal data. */
  consented: boolean;
  places: readonly HeldPlace[];
}

/** Seats that the queue may be given: the free ones less those held for the desk. */
export const seatsForQueue = (c: ClassSeats, now: Date): number =>
  Math.max(0, c.capacity - c.taken - heldForDesk(c, now));

/**
 * Whether the next press gets a seat. A released seat goes to the queue, so a newcomer is seated only
 * while nobody waits; the desk may always give the seats that are held for it.
 */
export function getsSeat(c: ClassSeats, channel: 'online' | 'desk', now: Date): boolean {
  if (channel === 'online') return onlineSeats(c, now) > 0;
  return c.taken < c.capacity && (c.waiting === 0 || heldForDesk(c, now) > 0);
}

/** Why this person cannot have a place in this class now; empty means they can, or can queue. */
export function whyNotEnroll(
  c: ClassFacts,
  person: PersonFacts,
  now: Date,
  channel: 'online' | 'desk' = 'online',
): Reason[] {
  const window = windowReason(c, now, channel);
  if (window) return [window];
  if (person.places.some((place) => place.live && place.classId === c.id))
    return [{ code: 'already_enrolled', message: '您已经报了这个班，不用再报' }];
  const reasons = [consentReason(person), prerequisiteReason(c, person), clashReason(c, person)];
  return [...reasons, limitReason(c, person)].filter((reason) => reason !== null);
}

function windowReason(c: ClassFacts, now: Date, channel: 'online' | 'desk'): Reason | null {
  if (c.state === 'cancelled')
    return { code: 'class_cancelled', message: '这个班已经取消，请看看别的班' };
  if (c.state === 'published' || c.state === 'draft')
    return { code: 'not_open', message: `${momentText(c.opensAt, now)} 开放报名，到时再来` };
  const deskMayStill = channel === 'desk' && c.state === 'closed';
  if (c.state !== 'open' && !deskMayStill)
    return { code: 'closed', message: '这个班的报名已经结束，可以看看别的班' };
  return null;
}

const consentReason = (person: PersonFacts): Reason | null =>
  person.consented
    ? null
    : { code: 'consent', message: '报名前请先在“我的资料”里阅读并同意个人信息说明' };

function prerequisiteReason(c: ClassFacts, person: PersonFacts): Reason | null {
  const below = tierBelow(c.tier);
  if (!below || !c.asksPrerequisite) return null;
  const done = person.places.some(
    (place) => place.completed && place.trackId === c.trackId && place.tier === below,
  );
  return done
    ? null
    : {
        code: 'prerequisite',
        message: `要先学完同一路径的${tierNames[below]}，才能报这个${tierNames[c.tier]}`,
      };
}

function clashReason(c: ClassFacts, person: PersonFacts): Reason | null {
  for (const place of person.places) {
    if (!place.live) continue;
    const clash = place.sessions.find((held) => c.sessions.some((one) => overlap(held, one)));
    if (!clash) continue;
    return {
      code: 'time_clash',
      message: `这个班和您的“${place.title}”时间冲突，请选一个`,
    };
  }
  return null;
}

function limitReason(c: ClassFacts, person: PersonFacts): Reason | null {
  if (c.sessionCount <= 1) return null;
  const held = person.places.filter(
    (place) => place.live && place.sessionCount > 1 && place.termId === c.termId,
  );
  return held.length < TERM_LIMIT
    ? null
    : {
        code: 'term_limit',
        message: `每人每期最多报 ${TERM_LIMIT} 个多节班，您已报满。先退一个才能再报`,
      };
}
