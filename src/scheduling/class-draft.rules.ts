import { RuleViolation } from '../shared/kernel/rule-violation';
import { ClassSeats, heldForDesk } from './night-class.rules';
import type { Admission } from './night-class.states';
import { prioritiesOf } from './priorities';

export interface DraftFacts {
  /** Null when the first session has begun already and bounds nothing any more. */
  startsAt: Date | null;
  opensAt: Date;
  closesAt: Date;
  capacity: number;
  minimum: number;
  deskQuota: number;
  taken: number;
  room: { capacity: number; name: string };
  admission: Admission;
  /** As `priorityText` writes them. */
  priorities: string;
}

/** The share of seats that the desk holds unless staff decide otherwise. */
export const defaultDeskQuota = (capacity: number): number => Math.round(capacity * 0.2);

/** Refuses numbers and times that contradict each other; each refusal names its field. */
export function checkDraft(facts: DraftFacts): void {
  checkSeats(facts);
  if (facts.admission === 'draw') checkReserved(facts);
  if (facts.opensAt >= facts.closesAt)
    throw new RuleViolation('window', '报名截止要晚于报名开放', 'closesAt');
  if (facts.startsAt !== null && facts.closesAt > facts.startsAt)
    throw new RuleViolation('window', '报名截止不能晚于第一节课开始', 'closesAt');
}

function checkSeats({ capacity, minimum, deskQuota, taken, room }: DraftFacts): void {
  if (capacity > room.capacity)
    throw new RuleViolation(
      'capacity',
      `${room.name}只有 ${room.capacity} 个座位，名额不能超过它`,
      'capacity',
    );
  if (capacity < taken)
    throw new RuleViolation('capacity', `已有 ${taken} 人占了名额，名额不能更少`, 'capacity');
  if (minimum > capacity) throw new RuleViolation('minimum', '开班人数不能超过名额', 'minimum');
  if (deskQuota > capacity)
    throw new RuleViolation('desk_quota', '现场名额不能超过名额', 'deskQuota');
}

/**
 * The desk can hold only seats that are free: it would come first for the next one that is given
 * back, and that one is the queue's.
 */
export function checkDeskShare(c: ClassSeats, now: Date): void {
  const free = c.capacity - c.taken;
  if (heldForDesk(c, now) <= free) return;
  throw new RuleViolation(
    'desk_quota',
    `照这样只空 ${free} 个名额，现场名额最多 ${c.deskTaken + free} 个`,
    'deskQuota',
  );
}

/** What the desk holds is not drawn, so it cannot be reserved in the draw. */
function checkReserved({ capacity, deskQuota, priorities }: DraftFacts): void {
  const reserved = prioritiesOf(priorities).filter(({ kind }) => kind === 'seats');
  const sum = reserved.reduce((all, { n }) => all + n, 0);
  if (sum > capacity - deskQuota)
    throw new RuleViolation(
      'reserved',
      `保底名额一共 ${sum} 个，不能超过名额减去现场名额，也就是 ${capacity - deskQuota} 个`,
      `${reserved[0]!.group}Seats`,
    );
}

/** A draw is committed to before its window, so its class must still be to open. */
export function checkOpening(draft: { admission: Admission; opensAt: Date }, now: Date): void {
  if (draft.admission === 'draw' && draft.opensAt <= now)
    throw new RuleViolation('window', '摇号的班要先公布再开放，报名开放要晚于现在', 'opensAt');
}

/**
 * The deadline of a draw stands in its commitment. Forms know minutes only, so seconds do not count
 * as a change.
 */
export function checkDeadline(
  found: { drawId: string | null; closesAt: Date },
  wanted: Date,
): void {
  const minute = ({ closesAt }: { closesAt: Date }) => Math.floor(closesAt.getTime() / 60_000);
  if (found.drawId !== null && minute(found) !== minute({ closesAt: wanted }))
    throw new RuleViolation(
      'window',
      '摇号的时间已经公布，抽签承诺按它算好，报名截止不能再改',
      'closesAt',
    );
}
