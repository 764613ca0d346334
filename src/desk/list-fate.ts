import type { Verdict } from '../enrollment/admission';
import type { EnrollmentState } from '../enrollment/enrollment.states';
import { heldText } from './held-place';
import type { KnownPerson, ListRow, RowField, RowOutcome } from './list-row';

/** What will happen to one row if the list is enrolled now. */
export interface Fate {
  outcome: RowOutcome;
  /** Place in the queue, from 1. */
  position: number | null;
  /** Why not, or what to correct. */
  words: string;
  /** What the clerk should look at although nothing forbids it. */
  note: string;
  /** The field to correct. */
  field: RowField | null;
  /** Known and agreed to the present wording already: nothing is left to write about the person. */
  known: KnownPerson | null;
}

export const NOTHING = { position: null, words: '', note: '', field: null, known: null };
const STATES: Partial<Record<EnrollmentState, RowOutcome>> = {
  enrolled: 'seated',
  waitlisted: 'queued',
  applied: 'entered',
};
/** The person gets something they did not have. */
export const givesPlace = ({ outcome }: { outcome: RowOutcome }): boolean =>
  outcome === 'seated' || outcome === 'queued' || outcome === 'entered';

/** Somebody with a place already may have it from this very press, of which no list was kept yet. */
export const mayHavePlace = (fate: Fate): boolean => givesPlace(fate) || fate.outcome === 'already';

/** A verdict in the words of a list. */
export function verdictOf(verdict: Verdict): Pick<Fate, 'outcome' | 'position' | 'words'> {
  if ('refused' in verdict) {
    const words = verdict.refused.map((reason) => reason.message).join('；');
    return { outcome: 'refused', position: null, words };
  }
  const { state, position, repeated } = verdict;
  if (repeated) return { outcome: 'already', position, words: heldText(verdict) };
  return { outcome: STATES[state] ?? 'already', position, words: '' };
}

/** Nobody can be enrolled by this phone. */
export const refusedPhone = (words: string): Fate => ({
  ...NOTHING,
  outcome: 'refused',
  words,
  field: 'phone',
});

export const unreadable = (problems: ListRow['problems']): Fate => ({
  ...NOTHING,
  outcome: 'unreadable',
  words: problems.map(({ message }) => message).join('；'),
  field: problems[0]!.field,
});
