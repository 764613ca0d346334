import { addDays, dateOf, instantOf } from '../shared/kernel/shanghai';
import type { StoredState } from '../scheduling/night-class.states';

/** On which day before the first evening it is judged whether a class opens. */
export const JUDGED_DAYS = 3;

export interface Judged {
  state: StoredState;
  startsAt: Date;
  taken: number;
  /** Entered for a draw that is still to be held. */
  applied: number;
  minimum: number;
  /** When staff last decided to hold it all the same. */
  goAheadAt: Date | null;
}

/** Midnight of the day from which on it is judged. */
export const judgedFrom = (startsAt: Date): Date =>
  instantOf(addDays(dateOf(startsAt), -JUDGED_DAYS));

/** People who would come as things stand. */
export const peopleIn = ({ taken, applied }: Pick<Judged, 'taken' | 'applied'>): number =>
  taken + applied;

/**
 * Whether staff must decide: it begins within days, too few have enrolled, and nobody has said yet
 * that it is held all the same. Given another first evening, a class is judged anew.
 */
export function needsJudgement(c: Judged, now: Date): boolean {
  const from = judgedFrom(c.startsAt);
  if (c.state !== 'published' || now < from || now >= c.startsAt) return false;
  if (peopleIn(c) >= c.minimum) return false;
  return c.goAheadAt === null || c.goAheadAt < from;
}
