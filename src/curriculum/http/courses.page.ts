import { categories, Category, categoryIcons, categoryNames } from '../categories';
import type { CourseDetail, CourseFilter, CourseSummary } from '../courses.queries';
import { classesOf, coursePaths } from '../curriculum.paths';
import { ladderView, Rung } from '../ladder';
import { Tier, tierLengths, tierNames, tiers } from '../tiers';

interface CourseItem {
  href: string;
  title: string;
  tierName: string;
  sessionsText: string;
  summary: string;
  isUniversal: boolean;
}

interface CourseGroup {
  code: Category;
  name: string;
  icon: string;
  items: CourseItem[];
}

const itemOf = (course: CourseSummary): CourseItem => ({
  href: coursePaths.show({ courseId: course.id }),
  title: course.title,
  tierName: tierNames[course.tier],
  sessionsText: `共 ${course.sessionCount} 节`,
  summary: course.summary,
  isUniversal: course.isUniversal,
});

/** The nine categories in the order of the programme; a category without a course is left out. */
export const groupsOf = (courses: readonly CourseSummary[]): CourseGroup[] =>
  categories
    .map((code) => ({
      code,
      name: categoryNames[code],
      icon: categoryIcons[code],
      items: courses.filter((course) => course.category === code).map(itemOf),
    }))
    .filter((group) => group.items.length > 0);

const address = (category: Category | undefined, tier: Tier | undefined): string => {
  const query = new URLSearchParams();
  if (category) query.set('category', category);
  if (tier) query.set('tier', tier);
  return query.size > 0 ? `${coursePaths.index()}?${query.toString()}` : coursePaths.index();
};

/** `/courses`: filters are links, so that they work without script and can be bookmarked. */
export function coursesIndex(courses: readonly CourseSummary[], filter: CourseFilter) {
  const { category, tier } = filter;
  const all = '全部';
  return {
    total: courses.length,
    groups: groupsOf(courses),
    filtered: category !== undefined || tier !== undefined,
    allHref: coursePaths.index(),
    categoryLinks: [
      { href: address(undefined, tier), label: all, current: category === undefined },
      ...categories.map((code) => ({
        href: address(code, tier),
        label: categoryNames[code],
        current: category === code,
      })),
    ],
    tierLinks: [
      { href: address(category, undefined), label: all, current: tier === undefined },
      ...tiers.map((code) => ({
        href: address(category, code),
        label: tierNames[code],
        current: tier === code,
      })),
    ],
  };
}

const yuan = (fen: number): string =>
  `¥${fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2)}`;

/** What a comparable course costs elsewhere; shown only together with where the figure comes from. */
const priceText = ({ marketPriceFen, marketPriceNote }: CourseDetail): string | null =>
  marketPriceFen === null
    ? null
    : yuan(marketPriceFen) + (marketPriceNote && `（${marketPriceNote}）`);

/** `/courses/:id` */
export function courseShow(course: CourseDetail, track: readonly Rung[]) {
  const { title, tier, category } = course;
  return {
    backHref: coursePaths.index(),
    title,
    categoryCode: category,
    categoryName: categoryNames[category],
    categoryIcon: categoryIcons[category],
    categoryHref: coursePaths.inCategory(category),
    tierName: tierNames[tier],
    tierLength: tierLengths[tier],
    isUniversal: course.isUniversal,
    isListed: course.isListed,
    summary: course.summary,
    paragraphs: lines(course.description),
    audience: course.audience.replace(/^适合/, ''),
    bring: lines(course.bring).join('、') || '不用带东西',
    outcome: course.outcome.replace(/^学完(后)?/, ''),
    sessionsText: `共 ${course.sessionCount} 节`,
    priceText: priceText(course),
    lessons: course.lessons.map((lesson) => ({
      number: `第 ${lesson.position} 节`,
      title: lesson.title,
      summary: lesson.summary,
    })),
    trackName: course.trackName,
    ladder: {
      steps: ladderView(track, course, ({ id }) => coursePaths.show({ courseId: id })),
    },
    classesHref: classesOf(title),
  };
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
