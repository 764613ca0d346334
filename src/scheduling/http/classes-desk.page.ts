import { categoryNames } from '../../curriculum/categories';
import type { CourseSummary } from '../../curriculum/courses.queries';
import { tierNames } from '../../curriculum/tiers';
import {
  dateOf,
  dayText,
  momentText,
  shortDayText,
  timeRangeText,
} from '../../shared/kernel/shanghai';
import type { PageOptions } from '../../shared/web/page';
import type { Pager } from '../../shared/web/paging';
import { schoolDesk } from '../../sites/desk-frame';
import type { SchoolRow } from '../../sites/schools.queries';
import { dayTimeText } from '../class-card';
import type { ClassRow } from '../class-rows.queries';
import type { SessionRow } from '../class-background.queries';
import type { ShownClass } from '../night-classes.queries';
import {
  deskMayEnroll,
  deskReleaseAt,
  heldForDesk,
  onlineSeats,
  seatsToDraw,
  seatTag,
  servesQueue,
  stateAt,
} from '../night-class.rules';
import {
  NightClassState,
  nightClassStateNames,
  nightClassTransitions,
} from '../night-class.states';
import { prioritiesOf, priorityWords } from '../priorities';
import { movedText } from '../moved-evening';
import { schedulingPaths } from '../scheduling.paths';
import type { MetDays, NamedDay } from '../series.rules';

/** How every page about a school's classes is framed. */
export const classesFrame = (school: SchoolRow, title: string): PageOptions => ({
  title,
  layout: 'desk',
  desk: schoolDesk(school, 'classes'),
});

/** `/schools/:id/desk/classes` */
export function classesIndex(
  school: SchoolRow,
  rows: readonly ClassRow[],
  pager: Pager,
  may: { manage: boolean; enroll: boolean },
  now: Date,
) {
  return {
    mayManage: may.manage,
    newHref: schedulingPaths.deskNew(school.id),
    classes: rows.map((row) => indexRow(school.id, row, may, now)),
    pager,
  };
}

function indexRow(schoolId: string, c: ClassRow, may: { enroll: boolean }, now: Date) {
  const state = stateAt(c, now);
  return {
    title: c.title,
    href: schedulingPaths.deskShow(schoolId, c.id),
    dayTime: dayTimeText(c),
    start: shortDayText(dateOf(c.startsAt), dateOf(now)),
    room: c.roomName,
    teacher: c.teacherName,
    tag: seatTag(c, now),
    placesText: `${c.taken} / ${c.capacity}`,
    waitingText: c.waiting > 0 ? `候补 ${c.waiting} 人` : '',
    isOff: state === 'finished' || state === 'cancelled',
    rosterHref: state === 'draft' ? null : schedulingPaths.roster(schoolId, c.id),
    enrollHref:
      may.enroll && deskMayEnroll(state, c.toDraw)
        ? schedulingPaths.deskEnrollment(schoolId, c.id)
        : null,
  };
}

/** The choice of a course, the first step of a new class. */
export const courseChoice = (
  school: SchoolRow,
  courses: readonly CourseSummary[],
  pager: Pager,
) => ({
  backHref: schedulingPaths.desk(school.id),
  courses: courses.map((course) => ({
    title: course.title,
    category: categoryNames[course.category],
    tier: tierNames[course.tier],
    sessions: course.sessionCount,
    href: schedulingPaths.deskNew(school.id, course.id),
  })),
  pager,
});

interface Shown {
  school: SchoolRow;
  found: ShownClass;
  met: MetDays;
  may: { manage: boolean; enroll: boolean };
  problem: string | null;
}

/** `/schools/:id/desk/classes/:classId` */
export function classShow({ school, found, met, may, problem }: Shown, now: Date) {
  const state = stateAt(found, now);
  const today = dateOf(now);
  return {
    title: found.title,
    backHref: schedulingPaths.desk(school.id),
    tag: seatTag(found, now),
    reason: found.reason ?? '',
    problem: problem ?? '',
    facts: facts(found, now),
    sessions: found.sessions.map((one) => ({
      ...sessionLine(one, now),
      changeHref: mayChange(found, one, may.manage, now)
        ? schedulingPaths.sessionChange(school.id, one.id)
        : '',
    })),
    closedText: daysText(met.closed, today),
    farmingText: daysText(met.farming, today),
    actions: actions(school.id, found, state, may),
  };
}

const daysText = (days: readonly NamedDay[], today: string): string =>
  days.map(({ date, name }) => `${shortDayText(date, today)} ${name}`).join('、');

function facts(c: ShownClass, now: Date) {
  return [
    { label: '状态', text: nightClassStateNames[stateAt(c, now)] },
    { label: '课程', text: `${categoryNames[c.category]}，${tierNames[c.tier]}` },
    { label: '时间', text: `${dayTimeText(c)}，共 ${c.sessionCount} 节` },
    { label: '教室', text: c.roomName },
    { label: '老师', text: c.teacherName },
    {
      label: '名额',
      text: `已报 ${c.taken} / ${c.capacity}，候补 ${c.waiting} 人，满 ${c.minimum} 人开班`,
    },
    ...(c.goAheadAt === null ? [] : [{ label: '照开', text: c.goAheadReason }]),
    { label: '现场名额', text: deskShare(c, now) },
    ...(c.admission === 'draw' ? drawFacts(c, now) : [seatsOnline(c, now)]),
    {
      label: '报名',
      text: `${momentText(c.opensAt, now)} 开放，${momentText(c.closesAt, now)} 截止`,
    },
  ];
}

const seatsOnline = (c: ClassRow, now: Date) => ({
  label: '网上余位',
  text: `${onlineSeats(c, now)} 位`,
});

function drawFacts(c: ClassRow, now: Date) {
  const rules = prioritiesOf(c.priorities).map(priorityWords);
  const open = c.toDraw ? `摇 ${seatsToDraw(c)} 个名额，已有 ${c.applied} 人参加` : '已摇过';
  return [
    { label: '报名方式', text: `摇号，${c.drawId === null ? '公布后写进摇号公示' : open}` },
    { label: '优先', text: rules.length > 0 ? rules.join('；') : '没有，大家机会一样' },
    ...(c.toDraw || c.drawId === null ? [] : [seatsOnline(c, now)]),
  ];
}

function deskShare(c: ClassRow, now: Date): string {
  if (c.deskQuota === 0) return '不留';
  const held = heldForDesk(c, now);
  const release = momentText(deskReleaseAt(c), now);
  return held > 0
    ? `留出 ${c.deskQuota} 位，还剩 ${held} 位，${release} 放给所有人`
    : `留出 ${c.deskQuota} 位，已用完或已放开`;
}

/** Staff may change what has not begun, and hold what was called off after all. */
const mayChange = (c: ShownClass, session: SessionRow, manage: boolean, now: Date): boolean =>
  manage && c.state === 'published' && (session.state === 'cancelled' || session.startsAt > now);

const sessionLine = (session: SessionRow, now: Date) => ({
  position: session.position,
  title: session.title,
  day: dayText(dateOf(session.startsAt), dateOf(now)),
  time: timeRangeText(session.startsAt, session.endsAt),
  before: movedText(session, now),
  place: `${session.roomName}，${session.teacherName}`,
  reason: session.reason,
  isOff: session.state === 'cancelled',
  state: sessionState(session, now),
});

function sessionState(session: SessionRow, now: Date): string {
  if (session.state === 'cancelled') return '停课';
  if (session.endsAt <= now) return '已上';
  return session.startsAt <= now ? '正在上课' : '待上';
}

function actions(
  schoolId: string,
  c: ClassRow,
  state: NightClassState,
  may: { manage: boolean; enroll: boolean },
) {
  const next = may.manage ? nightClassTransitions[state] : [];
  const mayAdd = may.enroll && deskMayEnroll(state, c.toDraw);
  const editable = may.manage && state !== 'finished' && c.state !== 'cancelled';
  return {
    publication:
      state === 'draft' && may.manage ? schedulingPaths.publication(schoolId, c.id) : null,
    edit: editable && state !== 'postponed' ? schedulingPaths.edit(schoolId, c.id) : null,
    roster: state === 'draft' ? null : schedulingPaths.roster(schoolId, c.id),
    calls: state === 'draft' ? null : schedulingPaths.calls(schoolId, c.id),
    notice: state === 'draft' ? null : schedulingPaths.notice(schoolId, c.id),
    poster: c.state === 'published' ? schedulingPaths.poster(schoolId, c.id) : null,
    isHalted: state === 'cancelled' || state === 'postponed',
    enroll: mayAdd ? schedulingPaths.deskEnrollment(schoolId, c.id) : null,
    list: mayAdd ? schedulingPaths.deskList(schoolId, c.id) : null,
    publicPage: state === 'draft' ? null : schedulingPaths.show(c.id),
    postponement: next.includes('postponed') ? schedulingPaths.postponement(schoolId, c.id) : null,
    resumption:
      may.manage && state === 'postponed' ? schedulingPaths.resumption(schoolId, c.id) : null,
    merger:
      may.manage && servesQueue(state) && !c.toDraw ? schedulingPaths.merger(schoolId, c.id) : null,
    cancellation: next.includes('cancelled') ? schedulingPaths.cancellation(schoolId, c.id) : null,
  };
}
