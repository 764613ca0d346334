import type { Travel } from './diary.rules';
import type { PlannerSchool } from './plan-world';

/** Minutes on the way between two schools of one 街道 or 镇, and of different ones. */
const NEAR = 20;
const FAR = 40;

/**
 * How long a teacher is on the way from one school to another. The tree of stations is all that is
 * known of where they lie: within one 街道 or 镇 they are near.
 */
export function travelBetween(schools: readonly PlannerSchool[]): Travel {
  const offices = new Map(schools.map(({ id, officeName }) => [id, officeName]));
  return (from, to) => {
    if (from === to) return 0;
    const office = offices.get(from);
    return office !== undefined && office === offices.get(to) ? NEAR : FAR;
  };
}
