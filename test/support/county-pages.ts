import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from '../../src/shared/database/sql';
import { AUDITOR, CENTER, CLERK, County, LEARNER, Person, PRINCIPAL } from './county';
import {
  appealed,
  closedDay,
  emptyTerm,
  mark,
  offer,
  openClass,
  pastedList,
  placedPlan,
  resetLink,
  worries,
} from './county-records';

/** The pages of the demo county and who opens them. A new page must be added here (see unlisted()). */
export async function countyPages(county: County): Promise<[Person, string[]][]> {
  const school = await county.id(sql`SELECT id FROM school WHERE name LIKE ${'望云%'}`);
  return [
    [null, await publicPages(county, school)],
    [LEARNER, await learnerPages(county, school)],
    [CLERK, await deskPages(county, school)],
    [PRINCIPAL, await principalPages(county, school)],
    [CENTER, await centerPages(county, school)],
    [AUDITOR, auditorPages(school)],
  ];
}

const auditorPages = (school: string): string[] => [
  ...['/center', '/center/people', '/center/operations', '/center/calendar'],
  ...['/center/terms', '/center/judgements'],
  ...[`/schools/${school}/desk`, `/schools/${school}/desk/calendar`],
];

async function publicPages(county: County, school: string): Promise<string[]> {
  const full = await county.id(sql`SELECT id FROM night_class WHERE waiting > 0 LIMIT 1`);
  const soon = await county.id(
    sql`SELECT id FROM night_class WHERE state = 'published' AND admission = 'first_come'
        AND opens_at > ${new Date()} ORDER BY opens_at LIMIT 1`,
  );
  const course = await county.id(sql`SELECT id FROM course WHERE title = ${'毛笔楷书基础'}`);
  return [
    '/',
    '/classes',
    '/classes?q=zzzz',
    `/classes/${await openClass(county, school)}`,
    `/classes/${full}`,
    `/classes/${soon}`,
    `/classes/${soon}/opening`,
    ...(await classesInState(county, 'cancelled')),
    ...(await classesInState(county, 'postponed')),
    '/draws',
    `/sessions/${await tonight(county)}/preface`,
    ...(await drawPages(county)),
    '/policy',
    '/policy?q=zzzz',
    ...(await briefsIn(county, ['published', 'expired', 'withdrawn'], '/policy')),
    '/courses',
    `/courses/${course}`,
    '/schools',
    `/schools/${school}`,
    '/sign-in',
    '/sign-up',
    '/password-resets',
    '/password-resets/code',
    '/password-resets/sent',
    `/password-resets/links/${await resetLink(county)}`,
    '/password-resets/links/none',
    '/help/rules',
    '/help/accessibility',
    '/help/privacy',
    '/no-such-page',
  ];
}

/** The next evening that is held. */
const tonight = (county: County): Promise<string> =>
  county.id(
    sql`SELECT s.id FROM class_session s JOIN night_class c ON c.id = s.class_id
        WHERE c.state = 'published' AND s.state = 'scheduled' AND s.ends_at > ${new Date()}
        ORDER BY s.starts_at LIMIT 1`,
  );

/** A brief in each of these states. */
const briefsIn = (county: County, states: string[], under: string): Promise<string[]> =>
  Promise.all(
    states.map(async (state) => {
      const brief = sql`SELECT id FROM policy_brief WHERE state = ${state} LIMIT 1`;
      return `${under}/${await county.id(brief)}`;
    }),
  );

/** The draw that is open for entries with one of its classes, and the one that was held. */
async function drawPages(county: County): Promise<string[]> {
  const open = await county.id(sql`SELECT id FROM draw WHERE closes_at > ${new Date()}`);
  const entered = await county.id(sql`SELECT id FROM night_class WHERE draw_id = ${open} LIMIT 1`);
  const held = await county.eventually(sql`SELECT id FROM draw WHERE drawn_at IS NOT NULL`);
  const drawn = await county.id(sql`SELECT id FROM night_class WHERE draw_id = ${held}`);
  return [`/draws/${open}`, `/draws/${held}`, `/classes/${entered}`, `/classes/${drawn}`];
}

async function classesInState(county: County, state: string): Promise<string[]> {
  const id = await county.id(sql`SELECT id FROM night_class WHERE state = ${state} LIMIT 1`);
  return [`/classes/${id}`];
}

async function learnerPages(county: County, school: string): Promise<string[]> {
  const profile = sql`SELECT p.id FROM profile p JOIN account a ON a.id = p.account_id
                      WHERE a.phone = ${LEARNER}`;
  const place = (state: string) =>
    county.id(
      sql`SELECT e.id FROM enrollment e JOIN account a ON a.id = e.account_id
          WHERE a.phone = ${LEARNER} AND e.state = ${state}`,
    );
  const [waiting, entry] = [await place('waitlisted'), await place('applied')];
  const enrolled = await place('enrolled');
  const lesson = await county.id(
    sql`SELECT s.id FROM class_session s JOIN enrollment e ON e.class_id = s.class_id
        WHERE e.id = ${enrolled} ORDER BY s.starts_at LIMIT 1`,
  );
  return [
    '/',
    '/my',
    ...(await briefsIn(county, ['published'], '/policy')),
    '/profiles',
    '/my/calendar-links',
    '/my/prefaces',
    '/standing',
    `/standing/marks/${await mark(county, school, null)}/appeals/new`,
    '/profiles/password',
    '/profiles/new/family',
    '/profiles/new/child',
    `/profiles/${await county.id(profile)}/edit`,
    '/resumption',
    `/enrollments/${waiting}`,
    `/enrollments/${waiting}/withdrawal`,
    `/enrollments/${entry}`,
    `/enrollments/${entry}/wishes`,
    `/enrollments/${enrolled}`,
    `/enrollments/${enrolled}/attendance`,
    `/sessions/${lesson}/check-in`,
    `/enrollments/${await offer(county)}`,
  ];
}

async function deskPages(county: County, school: string): Promise<string[]> {
  const desk = `/schools/${school}/desk`;
  const openId = await openClass(county, school);
  const open = `${desk}/classes/${openId}`;
  const list = await pastedList(county, openId);
  const course = await county.id(sql`SELECT id FROM course WHERE is_listed = ${true} LIMIT 1`);
  const room = await county.id(sql`SELECT id FROM room WHERE school_id = ${school} LIMIT 1`);
  const postponed = await county.id(
    sql`SELECT id FROM night_class WHERE state = 'postponed' AND school_id = ${school}`,
  );
  const place = await county.id(
    sql`SELECT e.id FROM enrollment e JOIN night_class c ON c.id = e.class_id
        WHERE c.school_id = ${school} AND e.state = 'enrolled' LIMIT 1`,
  );
  const session = await county.id(
    sql`SELECT s.id FROM class_session s WHERE s.class_id = ${openId} ORDER BY s.starts_at LIMIT 1`,
  );
  const movable = await county.id(
    sql`SELECT s.id FROM class_session s JOIN night_class c ON c.id = s.class_id
        WHERE c.school_id = ${school} AND c.state = 'published' AND s.starts_at > ${new Date()}
        ORDER BY s.starts_at LIMIT 1`,
  );
  const drafts = await briefsIn(county, ['draft'], '/briefs');
  return [
    desk,
    `${desk}/door`,
    `${desk}/sessions/${session}/door`,
    `${desk}/sessions/${session}/code`,
    `${desk}/sessions/${session}/printed-code`,
    `${desk}/sessions/${session}/walk-ins/new`,
    `${desk}/sessions/${session}/change`,
    `${desk}/preface`,
    `${desk}/preface/reach`,
    `${desk}/sessions/${movable}/preface`,
    `/sessions/${movable}/preface/present`,
    `${desk}/sessions/${session}/cancellation`,
    `${desk}/judgements`,
    `${desk}/classes`,
    `${desk}/classes/new`,
    `${desk}/classes/new?course=${course}`,
    open,
    `${open}/edit`,
    `${open}/cancellation`,
    `${open}/go-ahead`,
    `${open}/postponement`,
    `${open}/roster`,
    `${open}/attendance`,
    `${open}/sheet`,
    `${open}/notice`,
    `${open}/poster`,
    `${open}/enrollments/new`,
    `${open}/enrollment-lists`,
    `${open}/enrollment-lists/${list}`,
    `${open}/enrollment-lists/${list}/sheet`,
    `${desk}/classes/${postponed}`,
    `${desk}/classes/${postponed}/resumption`,
    `${desk}/classes/${postponed}/calls`,
    `${desk}/enrollments/${place}/contact`,
    `${desk}/enrollments/${place}/contact?from=calls`,
    `${desk}/enrollments/${place}/cancellation`,
    `${desk}/briefs`,
    `${desk}/briefs/new`,
    ...drafts.flatMap((draft) => [draft, `${draft}/edit`, `${draft}/comparison`]),
    `${desk}/appeals`,
    `${desk}/appeals/${await appealed(county, school)}`,
    `${desk}/calendar`,
    `${desk}/terms`,
    `${desk}/timetable`,
    `${desk}/timetable?moving=${movable}`,
    `${desk}/feeds`,
    `${desk}/notice`,
    `${desk}/poster`,
    `${desk}/rooms`,
    `${desk}/rooms/new`,
    `${desk}/rooms/${room}/edit`,
    `${desk}/rooms/${room}/closure`,
    `${desk}/resets`,
  ];
}

async function principalPages(county: County, school: string): Promise<string[]> {
  const desk = `/schools/${school}/desk`;
  const grant = await county.id(sql`SELECT id FROM role_grant WHERE role = 'clerk'`);
  const appeal = `${desk}/appeals/${await appealed(county, school)}`;
  const closed = `${desk}/calendar/days/${await closedDay(county, school)}`;
  const days = [`${desk}/calendar/new`, `${closed}/edit`, `${closed}/removal`];
  const term = await county.id(sql`SELECT id FROM term ORDER BY starts_at DESC LIMIT 1`);
  return [
    ...days,
    ...(await briefsIn(county, ['first_review'], '/briefs')),
    `${desk}/terms/${term}/edit`,
    appeal,
    `${desk}/school/edit`,
    `${desk}/people`,
    `${desk}/people/${grant}/removal`,
  ];
}

async function centerPages(county: County, school: string): Promise<string[]> {
  await worries(county);
  const draft = await county.test.database.one<{ id: string; school_id: string }>(
    sql`SELECT id, school_id FROM night_class WHERE state = 'draft'`,
  );
  const grant = await county.id(sql`SELECT id FROM role_grant WHERE role = 'principal'`);
  const course = await county.id(sql`SELECT id FROM course WHERE is_listed = ${true} LIMIT 1`);
  const rule = await county.id(sql`SELECT id FROM calendar_day WHERE kind = 'farming'`);
  const station = await county.id(sql`SELECT site_id AS id FROM school WHERE id = ${school}`);
  const office = await county.id(sql`SELECT parent_id AS id FROM site WHERE id = ${station}`);
  const classes = `/schools/${draft!.school_id}/desk/classes`;
  const published = await briefsIn(county, ['published'], '/briefs');
  return [
    '/center',
    '/center/briefs',
    '/center/briefs/new',
    '/center/briefs?state=published',
    ...(await briefsIn(county, ['second_review', 'final_review', 'withdrawn'], '/briefs')),
    ...published.flatMap((brief) => [brief, `${brief}/withdrawal`]),
    '/center/sites',
    '/center/preface',
    '/center/preface/reach',
    `/center/sites/new?parent=${office}`,
    `/center/sites/${station}/edit`,
    `/center/sites/${office}/edit`,
    '/center/courses',
    '/center/courses/new',
    `/center/courses/${course}/edit`,
    `/center/courses/${course}/unlisting`,
    '/center/calendar',
    '/center/calendar/new',
    '/center/judgements',
    '/center/terms',
    '/center/terms/new',
    `/center/terms/${await emptyTerm(county)}/edit`,
    `/center/terms/${await emptyTerm(county)}/removal`,
    `/center/calendar/rules/${rule}/edit`,
    `/center/calendar/rules/${rule}/removal`,
    ...(await planPages(county)),
    '/center/people',
    '/center/operations',
    `/center/people/${grant}/removal`,
    `${classes}/${draft!.id}`,
    `${classes}/${draft!.id}/edit`,
    ...(await mergers(county)),
  ];
}

async function planPages(county: County): Promise<string[]> {
  const { plan, planned } = await placedPlan(county);
  const teacher = await county.test.database.one<{ name: string }>(
    sql`SELECT teacher_name AS name FROM planned_class WHERE id = ${planned}`,
  );
  return [
    '/plans',
    '/plans/new',
    `/plans/${plan}`,
    `/plans/${plan}/edit`,
    `/plans/${plan}/planned-classes/new`,
    `/plans/${plan}/planned-classes/${planned}/edit`,
    `/plans/${plan}/class-list`,
    `/plans/${plan}/hours?teacher=${encodeURIComponent(teacher!.name)}`,
  ];
}

/** Two classes of one course, of which one can be merged into the other. */
async function mergers(county: County): Promise<string[]> {
  const twins = await county.test.database.one<Record<'id' | 'into_id' | 'school_id', string>>(
    sql`SELECT a.id, a.school_id, b.id AS into_id FROM night_class a
        JOIN night_class b ON b.course_id = a.course_id AND b.id <> a.id
        WHERE a.state = 'published' AND b.state = 'published' AND a.starts_at > ${new Date()}
          AND b.starts_at > ${new Date(Date.now() + 86_400_000)} AND b.waiting = 0 LIMIT 1`,
  );
  const merger = `/schools/${twins!.school_id}/desk/classes/${twins!.id}/merger`;
  return [merger, `${merger}?into=${twins!.into_id}`];
}

/** Answers that are no page: machine-readable, files, health, and a mere redirect. */
const NO_PAGE = /^\/(healthz|readyz|metrics|desk)$|\.(json|csv|xlsx|ics|txt|atom)$|\/arrival$/;

/** GET routes of the controllers that no path of the list opens. */
export function unlisted(paths: string[]): string[] {
  const opened = paths.map((path) => path.split('?')[0]!);
  return getRoutes()
    .filter((route) => !NO_PAGE.test(route))
    .filter((route) => {
      const pattern = new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+')}$`);
      return !opened.some((path) => pattern.test(path));
    });
}

function getRoutes(): string[] {
  const src = join(__dirname, '../../src');
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.controller.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(src, file), 'utf8');
      const base = /@Controller\((?:'([^']*)')?\)/.exec(text)?.[1] ?? '';
      return [...text.matchAll(/@Get\((?:'([^']*)')?\)/g)].map(
        ([, own]) => '/' + [base, own ?? ''].filter(Boolean).join('/'),
      );
    });
}
