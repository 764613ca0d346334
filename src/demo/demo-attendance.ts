import { newId } from '../shared/kernel/ids';
import type { PlannedClass } from './demo-classes';
import type { Rows } from './rows';

const MINUTE_MS = 60_000;
/** Everybody stays away from every ninth evening, so nobody three times while a class runs. */
const AWAY_EVERY = 9;

type State = 'present' | 'late' | 'leave';

/** Who came to the evenings that are over. */
export function demoAttendance(
  classes: readonly PlannedClass[],
  enrollments: Rows,
  notedBy: string,
  now: Date,
): Rows {
  const held = classes.filter(({ seed }) => seed.state === 'running' || seed.state === 'finished');
  return held.flatMap((planned) => {
    const seated = enrollments.filter(
      (one) =>
        one['class_id'] === planned.row.id &&
        (one['state'] === 'enrolled' || one['state'] === 'completed'),
    );
    const over = planned.sessions.filter((session) => (session['ends_at'] as Date) <= now);
    return over.flatMap((session) =>
      seated.flatMap((one, place) => {
        const state = stateOf(planned, one['state'] === 'completed', place, session);
        return state ? [rowOf(session, one, place, state, notedBy)] : [];
      }),
    );
  });
}

/** Null for an absence. Whoever finished a class came; whoever is left over in a finished one did not. */
function stateOf(
  { seed }: PlannedClass,
  completed: boolean,
  place: number,
  session: Rows[number],
): State | null {
  const turn = place + Number(session['position']);
  if (seed.state === 'finished' && !completed)
    return turn % 2 || seed.sessions === 1 ? null : 'late';
  if (turn % 7 === 3) return 'late';
  if (completed) return 'present';
  if (turn % AWAY_EVERY === 0) return null;
  return turn % 11 === 5 ? 'leave' : 'present';
}

/** Two of three checked in by themselves. */
function rowOf(
  session: Rows[number],
  one: Rows[number],
  place: number,
  state: State,
  notedBy: string,
) {
  const minutes = { present: (place % 20) - 18, late: 16 + (place % 9), leave: -180 }[state];
  const byStaff = state === 'late' || place % 3 === 0;
  return {
    id: newId(),
    session_id: session['id'],
    profile_id: one['profile_id'],
    enrollment_id: one['id'],
    state,
    source: byStaff ? 'staff' : 'self',
    at: new Date((session['starts_at'] as Date).getTime() + minutes * MINUTE_MS),
    actor_id: byStaff ? notedBy : null,
  };
}
