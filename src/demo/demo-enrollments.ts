import { tierBelow } from '../curriculum/tiers';
import { TERM_LIMIT } from '../enrollment/enrollment.rules';
import { newId } from '../shared/kernel/ids';
import { newEntryCode } from '../enrollment/entry-code';
import { overlap } from '../shared/kernel/period';
import type { PlannedClass } from './demo-classes';
import type { Rows } from './rows';
import { DEMO_LEARNER_PHONE, DemoLearner } from './demo-people';

interface Seat {
  planned: PlannedClass;
  live: boolean;
  completed: boolean;
  /** In a draw. */
  code: string | null;
}

const MINUTE_MS = 60_000;

/**
 * Fills each class with as many learners as its seed says, the finished ones first, so that whoever
 * completed a tier is there for the next one. Nobody gets two classes at one time, nor more
 * multi-session classes in a term than the rule allows.
 */
export function demoEnrollments(
  classes: readonly PlannedClass[],
  learners: readonly DemoLearner[],
  now: Date,
): Rows {
  const seats = new Map<string, Seat[]>(learners.map((one) => [one.profileId, []]));
  const order = [...classes].sort((a, b) => rank(a) - rank(b));
  return order.flatMap((planned, i) => {
    const wanted = planned.seed.enrolled + planned.seed.waitlisted;
    const turned = [...learners.slice((i * 37) % learners.length), ...learners];
    const fitting = [...new Set(turned)].filter((one) =>
      fits(planned, one, seats.get(one.profileId)!),
    );
    const candidates = demoFirst(planned, prepared(planned, fitting, seats));
    if (candidates.length < wanted)
      throw new Error(`the demo has too few learners for ${planned.course.title}`);
    const chosen = candidates.slice(0, wanted);
    return [
      ...chosen.map((learner, place) => rowOf(planned, learner, place, seats, now)),
      ...candidates
        .slice(wanted, wanted + leavers(planned))
        .map((one) => leftRow(planned, one, now)),
    ];
  });
}

/** In every class that is still open somebody changed their mind in the first hour. */
const leavers = (planned: PlannedClass): number => (planned.seed.state === 'open' ? 1 : 0);

/** Draws come last: an entry keeps nobody from anything, and only who could be seated enters. */
function rank({ seed }: PlannedClass): number {
  if (seed.priorities !== undefined) return 1;
  return seed.state === 'finished' || seed.state === 'running' ? seed.startOffsetDays - 1_000 : 0;
}

function fits(planned: PlannedClass, learner: DemoLearner, held: readonly Seat[]): boolean {
  const { seed, course } = planned;
  if (learner.phone === DEMO_LEARNER_PHONE) return seed.demoLearner !== null;
  if (course.ageBands && !course.ageBands.includes(learner.ageBand as never)) return false;
  const seated = held.filter((seat) => seat.code === null);
  const live = seated.filter((seat) => seat.live);
  if (
    live.some((seat) =>
      seat.planned.periods.some((a) => planned.periods.some((b) => overlap(a, b))),
    )
  )
    return false;
  const sameTerm = seated.filter(
    (seat) => seat.planned.seed.sessions > 1 && seat.planned.term.id === planned.term.id,
  );
  return seed.sessions === 1 || sameTerm.length < TERM_LIMIT;
}

/** Those who completed the tier below come first; the rest were let in by a staff waiver. */
function prepared(
  planned: PlannedClass,
  learners: DemoLearner[],
  seats: Map<string, Seat[]>,
): DemoLearner[] {
  const below = tierBelow(planned.course.tier);
  const done = (one: DemoLearner) =>
    seats
      .get(one.profileId)!
      .some(
        (seat) =>
          seat.completed &&
          seat.planned.course.tier === below &&
          seat.planned.course.track === planned.course.track,
      );
  if (!below || !planned.course.track) return learners;
  return [...learners.filter(done), ...learners.filter((one) => !done(one))];
}

/** The demo learner stands where the seed says: in a seat, or in the middle of the queue. */
function demoFirst(planned: PlannedClass, learners: DemoLearner[]): DemoLearner[] {
  const demo = learners.find((one) => one.phone === DEMO_LEARNER_PHONE);
  const others = learners.filter((one) => one !== demo);
  if (!demo) return others;
  const at = planned.seed.demoLearner === 'waitlisted' ? planned.seed.enrolled + 1 : 0;
  return [...others.slice(0, at), demo, ...others.slice(at)];
}

function rowOf(
  planned: PlannedClass,
  learner: DemoLearner,
  place: number,
  seats: Map<string, Seat[]>,
  now: Date,
) {
  const { seed } = planned;
  const waits = place >= seed.enrolled;
  const completed = seed.completed !== null && place < seed.completed;
  const gone = seed.state === 'cancelled';
  const inDraw = entryOf(planned, seats.get(learner.profileId)!);
  const state = inDraw
    ? 'applied'
    : gone
      ? 'cancelled'
      : waits
        ? 'waitlisted'
        : completed
          ? 'completed'
          : 'enrolled';
  const live = !gone && seed.state !== 'finished';
  seats.get(learner.profileId)!.push({ planned, live, completed, code: inDraw?.code ?? null });
  const opened = (planned.row['opens_at'] as Date).getTime();
  const entered = new Date(Math.min(opened + place * 3 * MINUTE_MS, now.getTime()));
  return {
    id: newId(),
    class_id: planned.row.id,
    profile_id: learner.profileId,
    account_id: learner.accountId,
    state,
    entry_code: inDraw?.code ?? null,
    wish: inDraw?.wish ?? null,
    channel: !waits && place >= seed.enrolled - seed.deskEnrolled ? 'desk' : 'online',
    queue_number: waits && !inDraw ? place - seed.enrolled + 1 : null,
    entered_at: entered,
    changed_at: gone ? now : entered,
    reason: gone ? seed.reason : null,
  };
}

/** One code for all wishes of a learner in a draw, which come in the order of the classes. */
function entryOf(planned: PlannedClass, held: readonly Seat[]) {
  const drawId = planned.row['draw_id'];
  if (drawId === null) return null;
  const earlier = held.filter((seat) => seat.planned.row['draw_id'] === drawId);
  return { code: earlier[0]?.code ?? newEntryCode(), wish: earlier.length + 1 };
}

function leftRow(planned: PlannedClass, learner: DemoLearner, now: Date) {
  const opened = (planned.row['opens_at'] as Date).getTime();
  const after = (minutes: number) =>
    new Date(Math.min(opened + minutes * MINUTE_MS, now.getTime()));
  return {
    id: newId(),
    class_id: planned.row.id,
    profile_id: learner.profileId,
    account_id: learner.accountId,
    state: 'withdrawn',
    entry_code: null,
    wish: null,
    channel: 'online',
    queue_number: null,
    entered_at: after(1),
    changed_at: after(50),
    reason: null,
  };
}
