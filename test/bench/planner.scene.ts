import { proposeTimetable } from '../../src/planning/planner.rules';
import { classesToPlan, farApart, termToPlan } from '../support/term-to-plan';
import type { Line } from './figures';

const ROOMS = 40;
const TEACHERS = 60;
/** What a clerk is asked to wait at most for a term of 200 classes. */
const MOST_SECONDS = 5;

/** How long the planner takes for so many classes, in seconds and against half as many. */
export function plannerLines(counts: readonly number[]): Line[] {
  proposeTimetable(classesToPlan(counts[0]!, TEACHERS), termToPlan(ROOMS), farApart);
  let before: { count: number; seconds: number } | null = null;
  const lines: Line[] = [];
  for (const count of counts) {
    const begun = performance.now();
    const { placed } = proposeTimetable(
      classesToPlan(count, TEACHERS),
      termToPlan(ROOMS),
      farApart,
    );
    const seconds = (performance.now() - begun) / 1000;
    const scene = `planner: ${count} classes, ${ROOMS} rooms, ${TEACHERS} teachers, ${placed.size} placed, seconds`;
    lines.push({
      ...{ scene, cost: null, ratio: seconds },
      ...(count === 200 && { target: { most: MOST_SECONDS } }),
    });
    if (before) {
      const growth = `planner: time of ${count} classes against ${before.count}`;
      lines.push({ scene: growth, cost: null, ratio: seconds / before.seconds });
    }
    before = { count, seconds };
  }
  return lines;
}
