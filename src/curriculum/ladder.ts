import { Tier, tierBelow, tierNames, tierRank, tiers } from './tiers';

/** A course as a rung of its track. */
export interface Rung {
  id: string;
  title: string;
  tier: Tier;
}

/** One of the four blocks of the partial `ladder`. */
export interface LadderStep {
  name: string;
  courseTitle: string | null;
  text: string;
  current: boolean;
  href: string | null;
}

/** The courses of a track in the order of their tiers. */
export const lowestFirst = (courses: readonly Rung[]): Rung[] =>
  [...courses].sort((a, b) => tierRank(a.tier) - tierRank(b.tier));

/** Whether this tier asks for the one below: only where a listed course of the track offers it. */
export const asksForTierBelow = (courses: readonly Rung[], tier: Tier): boolean =>
  courses.some((course) => course.tier === tierBelow(tier));

/**
 * The four tiers of a track as rising blocks, lowest first.
 * @param courses the listed courses of the track; a tier may hold several or none
 * @param current the course that the reader looks at
 * @param href the address of a course
 */
export function ladderView(
  courses: readonly Rung[],
  current: Rung,
  href: (course: Rung) => string,
): LadderStep[] {
  return tiers.map((tier) => {
    const isCurrent = tier === current.tier;
    const course = isCurrent ? current : courses.find((one) => one.tier === tier);
    return {
      name: tierNames[tier],
      courseTitle: course?.title ?? null,
      text: stepText(courses, tier, course, isCurrent),
      current: isCurrent,
      href: course && !isCurrent ? href(course) : null,
    };
  });
}

function stepText(
  courses: readonly Rung[],
  tier: Tier,
  course: Rung | undefined,
  isCurrent: boolean,
): string {
  if (!course) return '还没有开这一层';
  if (isCurrent) return '您在看的课';
  const others = courses.filter((one) => one.tier === tier).length - 1;
  const title = others > 0 ? `${course.title}等 ${others + 1} 门` : course.title;
  return `${title}，${entryText(courses, tier)}`;
}

/** What has to come first: the tier below on the same track, where there is one. */
function entryText(courses: readonly Rung[], tier: Tier): string {
  const below = courses.filter((one) => one.tier === tierBelow(tier));
  if (below.length === 0) return '可以直接报';
  return `学完${below.map((one) => `“${one.title}”`).join('或')}可报`;
}
