import { newId } from '../shared/kernel/ids';
import type { LoadClass } from './load-classes';
import type { LoadLearner } from './load-people';
import { pressesOf, Share } from './load-shares';
import type { Rows } from './rows';

const SECOND_MS = 1_000;

/** The enrollments of one class: the next learners in turn, one second apart. */
export function enrollmentRows(
  planned: LoadClass,
  learners: readonly LoadLearner[],
  turn: number,
  now: Date,
): Rows {
  const { row, share } = planned;
  const opened = row.opens_at.getTime();
  return Array.from({ length: pressesOf(share) }, (_, place) => {
    const learner = learners[(turn + place) % learners.length]!;
    const entered = new Date(Math.min(opened + place * SECOND_MS, now.getTime()));
    return {
      id: newId(),
      class_id: row.id,
      profile_id: learner.profileId,
      account_id: learner.accountId,
      ...placeOf(place, share),
      entered_at: entered,
      changed_at: entered,
    };
  });
}

/** Seats first, those who completed before the others; then the queue; then who withdrew. */
function placeOf(place: number, { seated, completed, desk, queued }: Share) {
  const channel = place >= seated - desk && place < seated ? 'desk' : 'online';
  if (place < seated)
    return { state: place < completed ? 'completed' : 'enrolled', channel, queue_number: null };
  if (place < seated + queued)
    return { state: 'waitlisted', channel, queue_number: place - seated + 1 };
  return { state: 'withdrawn', channel, queue_number: null };
}
