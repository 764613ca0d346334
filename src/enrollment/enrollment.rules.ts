import { Tier, tierBelow, tierNames } from '../curriculum/tiers';
import type { AgeBand } from '../identity/person';
import {
  ClassSeats,
  deskMayEnroll,
  doorMayEnroll,
  heldForDesk,
  onlineSeats,
} from '../scheduling/night-class.rules';
import type { NightClassState } from '../scheduling/night-class.states';
import { momentText } from '../shared/kernel/shanghai';
import { overlap, Period } from '../shared/kernel/period';
import { NoShow, PAUSING_NO_SHOWS, pausedUntil } from '../standing/standing.rules';

/** Why a press would be refused: a stable code for programs, a sentence for the person. */
export interface Reason {
  code:
    | 'not_open'
    | 'closed'
    | 'full'
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

/** All reasons as one text, as a refusal says them and the timeline keeps them. */
export const reasonsText = (reasons: readonly Reason[]): string =>
  reasons.map((reason) => reason.message).join('；');

/** Multi-session classes one person may hold in a term (house rule, domain §3). */
export const TERM_LIMIT = 2;
/** Classes one person may wish for in one draw, of which they get one at most. */
export const WISH_LIMIT = 5;
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
  /** The lot that decides its seats, and whether that is still to be held. */
  drawId: string | null;
  toDraw: boolean;
  /** A course of the tier below exists on the same track, so it can be asked for. */
  asksPrerequisite: boolean;
  sessions: readonly Period[];
}

/** A class the person already has a place in, or has finished. */
export interface HeldPlace {
  classId: string;
  title: string;
  /** A place in it, or only in its queue or its draw. */
  live: boolean;
  /** Only entered for its draw, of which one seat at most comes: it keeps nothing else away. */
  applied: boolean;
  drawId: string | null;
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
  /** Evenings the person did not come to, as far as they count now. */
  noShows: readonly NoShow[];
  places: readonly HeldPlace[];
}

/** How somebody comes: by themselves, by the desk, or by the door of an evening that is on. */
export type Way = 'online' | 'desk' | 'door';

/**
 * What the next press gets. Before a draw it enters the draw, unless the desk still has a seat of its
 * own. A released seat goes to the queue, so a newcomer is seated only while nobody waits; the desk
 * may always give the seats that are held for it. The door gives seats and nothing else.
 */
export function placeFor(
  c: ClassFacts,
  way: Way,
  now: Date,
): 'enrolled' | 'waitlisted' | 'applied' {
  if (way === 'door') return 'enrolled';
  const held = c.taken < c.capacity && heldForDesk(c, now) > 0;
  if (way === 'desk' && held) return 'enrolled';
  if (c.toDraw) return 'applied';
  const free = way === 'online' ? onlineSeats(c, now) > 0 : c.taken < c.capacity;
  return free && c.waiting === 0 ? 'enrolled' : 'waitlisted';
}

/** Why this person cannot have a place in this class now; empty means they can, or can queue. */
export function whyNotEnroll(
  c: ClassFacts,
  person: PersonFacts,
  now: Date,
  way: Way = 'online',
): Reason[] {
  const window = windowReason(c, now, way) ?? (way === 'door' ? whyNoDoorSeat(c) : null);
  if (window) return [window];
  if (person.places.some((place) => place.live && place.classId === c.id))
    return [{ code: 'already_enrolled', message: '您已经报了这个班，不用再报' }];
  const paused = pauseReason(person, now);
  const reasons = [...(paused ? [paused] : []), ...whyNotSeated(c, person)];
  const wishes = c.toDraw ? wishReason(c, person) : null;
  return wishes ? [...reasons, wishes] : reasons;
}

/** The same without the window, a pause and the place itself: what a draw asks before it gives a seat. */
export function whyNotSeated(c: ClassFacts, person: PersonFacts): Reason[] {
  const reasons = [consentReason(person), prerequisiteReason(c, person), clashReason(c, person)];
  return [...reasons, limitReason(c, person)].filter((reason) => reason !== null);
}

/**
 * Why the door has no seat to give: it queues nobody, and before the class begins a free seat is the
 * queue's, which is served no longer after that.
 */
export function whyNoDoorSeat(
  c: Pick<ClassFacts, 'capacity' | 'taken' | 'waiting' | 'state'>,
): Reason | null {
  if (c.taken >= c.capacity)
    return { code: 'full', message: `${c.capacity} 个名额都有人了，可以看看别的班` };
  return c.waiting > 0 && c.state !== 'running'
    ? {
        code: 'full',
        message: `空出的名额正按先后给候补的 ${c.waiting} 人，开课以后还空着再来登记`,
      }
    : null;
}

function windowReason(c: ClassFacts, now: Date, way: Way): Reason | null {
  if (c.state === 'cancelled')
    return { code: 'class_cancelled', message: '这个班已经取消，请看看别的班' };
  if (c.state === 'published' || c.state === 'draft')
    return { code: 'not_open', message: `${momentText(c.opensAt, now)} 开放报名，到时再来` };
  if (c.state === 'closed' && c.toDraw)
    return { code: 'closed', message: '报名已经截止，正在摇号，结果马上公布' };
  const may = {
    online: c.state === 'open',
    desk: deskMayEnroll(c.state, c.toDraw),
    door: doorMayEnroll(c.state, c.toDraw),
  };
  if (!may[way]) return { code: 'closed', message: '这个班的报名已经结束，可以看看别的班' };
  return null;
}

const consentReason = (person: PersonFacts): Reason | null =>
  person.consented
    ? null
    : { code: 'consent', message: '报名前请先在“我的资料”里阅读并同意个人信息说明' };

function pauseReason({ noShows }: PersonFacts, now: Date): Reason | null {
  const until = pausedUntil(noShows, now);
  if (!until) return null;
  const why = `一期里有 ${PAUSING_NO_SHOWS} 次报了单晚的课没来，报名暂停到 ${momentText(until, now)}`;
  return {
    code: 'standing_paused',
    message: `${why}，到时自动恢复。有特殊情况，可以在“我的信用提醒”里申诉`,
  };
}

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
    if (!place.live || place.applied || place.classId === c.id) continue;
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
    (place) => place.live && !place.applied && place.sessionCount > 1 && place.termId === c.termId,
  );
  return held.length < TERM_LIMIT
    ? null
    : {
        code: 'term_limit',
        message: `每人每期最多报 ${TERM_LIMIT} 个多节班，您已报满。先退一个才能再报`,
      };
}

function wishReason(c: ClassFacts, person: PersonFacts): Reason | null {
  const wishes = person.places.filter((place) => place.applied && place.drawId === c.drawId);
  return wishes.length < WISH_LIMIT
    ? null
    : {
        code: 'term_limit',
        message: `一次摇号最多填 ${WISH_LIMIT} 个志愿，您已填满。先退一个才能再填`,
      };
}
