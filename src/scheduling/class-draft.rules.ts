import { RuleViolation } from '../shared/kernel/rule-violation';

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
}

/** The share of seats that the desk holds unless staff decide otherwise. */
export const defaultDeskQuota = (capacity: number): number => Math.round(capacity * 0.2);

/** Refuses numbers and times that contradict each other; each refusal names its field. */
export function checkDraft(facts: DraftFacts): void {
  checkSeats(facts);
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
