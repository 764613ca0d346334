import { demoMarks, markRow } from './demo-calendar';
import type { Ids, Rows } from './rows';
import { CourseSeed, readSeed, SiteSeed } from './seed-files';

/** Sites, schools, rooms, the curriculum and the calendar, in the order of their foreign keys. */
export function demoPlaces(ids: Ids): [table: string, rows: Rows][] {
  const { sites, schools, rooms } = readSeed('sites');
  const { tracks, courses } = readSeed('courses');
  const bySite = new Map(sites.map((site) => [site.code, site]));
  const hubsFirst = [...sites].sort((a, b) => Number(Boolean(a.hub)) - Number(Boolean(b.hub)));
  return [
    ['site', parentsFirst(hubsFirst).map((site, i) => siteRow(site, i, bySite, ids))],
    [
      'school',
      schools.map(({ code, site, stepFree, stepFreeNote, ...school }) => ({
        id: ids.of(`school ${code}`),
        site_id: ids.of(`site ${site}`),
        ...school,
        step_free: stepFree,
        step_free_note: stepFreeNote,
      })),
    ],
    [
      'room',
      rooms.map(({ code, school, stepFree, ...room }) => ({
        id: ids.of(`room ${code}`),
        school_id: ids.of(`school ${school}`),
        ...room,
        step_free: stepFree,
        is_open: true,
      })),
    ],
    ['track', tracks.map(({ code, name }) => ({ id: ids.of(`track ${code}`), name }))],
    ['course', courses.map((course) => courseRow(course, ids))],
    ['course_lesson', courses.flatMap((course) => lessonRows(course, ids))],
    ['calendar_day', demoMarks().map((rule, i) => markRow(ids.of(`mark ${i}`), rule))],
  ];
}

const LEVELS = ['center', 'office', 'station', 'point'];
const parentsFirst = (sites: SiteSeed[]): SiteSeed[] =>
  [...sites].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));

const siteRow = (site: SiteSeed, position: number, all: Map<string, SiteSeed>, ids: Ids) => ({
  id: ids.of(`site ${site.code}`),
  parent_id: site.parent && ids.of(`site ${site.parent}`),
  level: site.level,
  name: site.name,
  path: sitePath(site, all, ids),
  is_hub: site.isHub,
  hub_id: site.hub && ids.of(`site ${site.hub}`),
  position,
});

function sitePath(site: SiteSeed, all: Map<string, SiteSeed>, ids: Ids): string {
  const parent = site.parent ? all.get(site.parent) : undefined;
  return `${parent ? sitePath(parent, all, ids) : '/'}${ids.of(`site ${site.code}`)}/`;
}

const courseRow = (course: CourseSeed, ids: Ids) => ({
  id: ids.of(`course ${course.code}`),
  title: course.title,
  category: course.category,
  tier: course.tier,
  track_id: course.track && ids.of(`track ${course.track}`),
  is_universal: course.isUniversal,
  summary: course.summary,
  description: course.description,
  audience: course.audience,
  outcome: course.outcome,
  bring: course.bring.join('\n'),
  equipment: course.equipment ?? '',
  session_count: course.sessions,
  capacity: course.capacity,
  minimum: course.minimum,
  market_price_fen: course.marketPriceFen,
  market_price_note: course.marketPriceNote ?? '',
  is_listed: true,
});

const lessonRows = (course: CourseSeed, ids: Ids): Rows =>
  course.lessons.map((lesson, i) => ({
    id: ids.of(`lesson ${course.code} ${i}`),
    course_id: ids.of(`course ${course.code}`),
    position: i + 1,
    ...lesson,
  }));
