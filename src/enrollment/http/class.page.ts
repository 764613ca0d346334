import { categoryIcons, categoryNames } from '../../curriculum/categories';
import { asksForTierBelow, ladderView, Rung } from '../../curriculum/ladder';
import { tierBelow, tierNames } from '../../curriculum/tiers';
import { dayTimeText, placeText, startText } from '../../scheduling/class-card';
import type { SessionRow } from '../../scheduling/class-background.queries';
import { movedText } from '../../scheduling/moved-evening';
import type { ShownClass } from '../../scheduling/night-classes.queries';
import {
  DESK_RELEASE_HOURS,
  heldForDesk,
  onlineSeats,
  seatTag,
  stateAt,
} from '../../scheduling/night-class.rules';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { dateOf, dayText, momentText, timeRangeText } from '../../shared/kernel/shanghai';
import type { FormView } from '../../shared/web/bind';
import { enrollmentPaths } from '../enrollment.paths';
import { ClassFacts, TERM_LIMIT } from '../enrollment.rules';
import { drawOf, drawRules } from './class-draw.page';
import { monthLights } from './class-months';
import { ruleChangeView } from './rule-changes.page';

/** What stands between the reader and a place in this class. */
export interface Press {
  signedIn: boolean;
  /** The reader's own place, when there is one. */
  placeHref: string | null;
  /** That place is an entry in the draw. */
  entered: boolean;
  /** Why not, in words; with several profiles each begins with the name. */
  reasons: readonly string[];
  /** Nobody of the account could get a place. */
  blocked: boolean;
  profiles: { value: string; label: string }[];
}

/** What the rules ask of a class, from what the page shows of it. */
export const classFacts = (c: ShownClass, now: Date): ClassFacts => ({
  ...c,
  state: stateAt(c, now),
  asksPrerequisite: asksForTierBelow(c.track, c.tier),
  sessions: c.sessions.filter((one) => one.state === 'scheduled' && one.endsAt > now),
});

/** The view model of `enrollment/class`. */
export function classPage(c: ShownClass, press: Press, form: FormView, now: Date) {
  const left = onlineSeats(c, now);
  return {
    form,
    title: c.title,
    categoryCode: c.category,
    categoryName: categoryNames[c.category],
    categoryIcon: categoryIcons[c.category],
    tierName: tierNames[c.tier],
    isUniversal: c.course.isUniversal,
    tag: seatTag(c, now),
    reason: c.reason ?? '',
    summary: c.course.summary,
    description: c.course.description,
    outcome: c.course.outcome,
    ...facts(c, now),
    panel: panelOf(c, left, now),
    steps: ladderView(c.track, { id: c.courseId, title: c.course.title, tier: c.tier }, courseHref),
    sessions: c.sessions.map((session) => sessionView(c, session, now)),
    monthSheets: c.sessionCount > 1 ? monthLights(c.sessions) : [],
    rules: rulesInForce(c, now),
    changes: c.changes.map((change) => ruleChangeView(change, now)),
    draw: drawOf(c, now),
    ...button(c, press, left, now),
    action: enrollmentPaths.create(c.id),
    calendarHref: schedulingPaths.calendar(c.id),
    jsonLdData: jsonLd(c),
  };
}

const courseHref = (course: Rung): string => `/courses/${course.id}`;

function facts(c: ShownClass, now: Date) {
  return {
    dayTime: c.sessionCount === 1 ? momentText(c.startsAt, now) : `每${dayTimeText(c)}`,
    start: startText(c, now),
    place: placeText(c),
    address: c.school.address,
    access: c.room.stepFree || c.school.stepFree ? c.school.stepFreeNote || '可无台阶进入' : '',
    audience: c.course.audience,
    bring: c.course.bring.split('\n').filter(Boolean),
    teacher: c.teacherName,
    schoolName: c.schoolName,
    schoolHref: `/schools/${c.schoolId}`,
    phone: c.school.phone,
    market: c.course.marketPriceFen
      ? `同类课程市场参考价约 ¥${Math.round(c.course.marketPriceFen / 100)}（${c.course.marketPriceNote}）`
      : '',
  };
}

/** The seats as lamps, none for a class that will not take place; `over` when there is nothing left to take. */
function panelOf(c: ShownClass, left: number, now: Date) {
  const state = stateAt(c, now);
  if (state === 'cancelled') return null;
  if (c.toDraw) return null;
  const over = state === 'closed' || state === 'running' || state === 'finished';
  const { taken, capacity, waiting } = c;
  return { taken, capacity, waiting, left, over, note: over ? '' : lampNote(c, now) };
}

function lampNote(c: ShownClass, now: Date): string {
  const held = Math.min(heldForDesk(c, now), c.capacity - c.taken);
  return held > 0
    ? `其中 ${held} 盏是现场名额，留给到站点或打电话报名的人，开课前 ${DESK_RELEASE_HOURS} 小时放开。`
    : '空出的名额按候补先后递补。';
}

function sessionView(c: ShownClass, session: SessionRow, now: Date) {
  return {
    before: movedText(session, now),
    elsewhere: session.roomId === c.roomId ? '' : session.roomName,
    substitute: session.teacherName === c.teacherName ? '' : session.teacherName,
    reason: session.reason,
    position: session.position,
    title: session.title,
    day: dayText(dateOf(session.startsAt), dateOf(now)),
    datetime: session.startsAt.toISOString(),
    time: timeRangeText(session.startsAt, session.endsAt),
    cancelled: session.state === 'cancelled',
    past: session.endsAt <= now,
    prefaceHref:
      session.state === 'scheduled' && session.endsAt > now
        ? schedulingPaths.preface(session.id)
        : '',
  };
}

const FIRST_COME = '先到先得，满了自动排候补；有名额时按先后递补并通知您';

/** The numbers in force, in plain words. */
function rulesInForce(c: ShownClass, now: Date): string[] {
  const rules = [
    `${momentText(c.opensAt, now)} 开放报名，${momentText(c.closesAt, now)} 截止`,
    ...(c.admission === 'draw' ? drawRules(c, now) : [FIRST_COME]),
    `开课前 ${DESK_RELEASE_HOURS} 小时内递补的，要在 2 小时内确认，过时顺延给下一位`,
    `满 ${c.minimum} 人开班，开课前 3 天判断`,
  ];
  if (c.deskQuota > 0)
    rules.push(`现场名额 ${c.deskQuota} 个，开课前 ${DESK_RELEASE_HOURS} 小时未用完的放给所有人`);
  if (c.sessionCount > 1) rules.push(`每人每期最多报 ${TERM_LIMIT} 个多节班`);
  const below = tierBelow(c.tier);
  if (below && asksForTierBelow(c.track, c.tier))
    rules.push(`要先学完同一路径的${tierNames[below]}`);
  return rules;
}

function button(c: ShownClass, press: Press, left: number, now: Date) {
  const state = stateAt(c, now);
  const open = state === 'open';
  const label = c.toDraw ? '报名摇号' : left > 0 ? '报名' : '排候补';
  return {
    signInHref: open && !press.signedIn ? `/sign-in?next=/classes/${c.id}` : '',
    placeHref: press.placeHref ?? '',
    placeLabel: press.entered ? '已参加摇号，看签号' : '已报名，看详情',
    openingHref: state === 'published' && !c.toDraw ? enrollmentPaths.opening(c.id) : '',
    label: open ? label : closedLabel(c, now),
    canPress: open && press.signedIn && !press.placeHref && !press.blocked,
    reasons: press.placeHref ? [] : press.reasons,
    severalProfiles: press.profiles.length > 1,
    profiles: press.profiles,
    queueNote: c.toDraw
      ? ENTER_NOTE
      : open && left === 0
        ? `现在排是第 ${c.waiting + 1} 位。有名额时自动递补并通知您；开课前 24 小时内需在 2 小时内确认，过时顺延。`
        : '',
  };
}

const ENTER_NOTE = '截止前什么时候报都一样，早报不占便宜，随时可以退出。';

function closedLabel(c: ShownClass, now: Date): string {
  const state = stateAt(c, now);
  if (state === 'published') return `${momentText(c.opensAt, now)} 开放`;
  if (state === 'cancelled') return '这个班已取消';
  return state === 'postponed' ? '这个班已延期' : '报名已结束';
}

/** schema.org Course with its CourseInstance, for search engines. */
const jsonLd = (c: ShownClass) => ({
  '@context': 'https://schema.org',
  '@type': 'Course',
  name: c.title,
  description: c.course.summary,
  provider: { '@type': 'Organization', name: c.schoolName },
  isAccessibleForFree: true,
  hasCourseInstance: {
    '@type': 'CourseInstance',
    courseMode: 'onsite',
    startDate: c.startsAt.toISOString(),
    endDate: c.endsAt.toISOString(),
    location: { '@type': 'Place', name: placeText(c), address: c.school.address },
    maximumAttendeeCapacity: c.capacity,
  },
});
