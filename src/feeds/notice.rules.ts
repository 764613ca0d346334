import { tierNames } from '../curriculum/tiers';
import { noFilter } from '../scheduling/catalogue-filter';
import { dayTimeText, placeText, startText } from '../scheduling/class-card';
import type { SessionRow } from '../scheduling/class-background.queries';
import { onlineSeats, stateAt } from '../scheduling/night-class.rules';
import type { ShownClass } from '../scheduling/night-classes.queries';
import { schedulingPaths } from '../scheduling/scheduling.paths';
import { addDays, dateOf, dayText, momentText, timeRangeText } from '../shared/kernel/shanghai';
import type { Period } from '../shared/kernel/period';
import type { SchoolRow } from '../sites/schools.queries';
import type { FeedEvening } from './feed-evening';

const reasonText = (reason: string | null): string => (reason ? `。原因：${reason}` : '');

const whenText = ({ startsAt, endsAt }: Period, now: Date): string =>
  `${dayText(dateOf(startsAt), dateOf(now))} ${timeRangeText(startsAt, endsAt)}`;

/** What a group chat is told of a class: plain text, complete without its link. */
export function classNotice(c: ShownClass, publicUrl: string, now: Date): string {
  const lines = [
    `【${c.schoolName}】${c.title}（${tierNames[c.tier]}）`,
    ...(c.state === 'published' ? invitation(c, now) : [haltText(c)]),
    `详情：${publicUrl}${schedulingPaths.show(c.id)}`,
    `有事打：${c.school.phone}`,
  ];
  return lines.join('\n');
}

const haltText = (c: ShownClass): string =>
  (c.state === 'cancelled' ? '这个班取消了' : '这个班延期了，新时间另行通知') +
  reasonText(c.reason);

function invitation(c: ShownClass, now: Date): string[] {
  const bring = c.course.bring.split('\n').filter(Boolean).join('、');
  const changes = c.sessions.flatMap((session) => sessionChange(c, session, now));
  const left = c.sessions.filter((one) => one.state === 'scheduled' && one.endsAt > now);
  return [
    c.sessionCount === 1
      ? `时间：${whenText(c, now)}`
      : `时间：每${dayTimeText(c)}，${startText(c, now)}`,
    `地点：${placeText(c)}，${c.school.address}`,
    `老师：${c.teacherName}`,
    '费用：免费',
    ...enrolling(c, now),
    ...(bring ? [`请带：${bring}`] : []),
    ...block('有变动：', changes),
    ...block('每一节：', c.sessionCount > 1 ? left.map((one) => sessionText(one, now)) : []),
    '',
  ];
}

/** Lines under a heading, set off from what stands above. */
const block = (heading: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? ['', heading, ...lines] : [];

const sessionText = (session: SessionRow, now: Date): string =>
  `${session.position}. ${whenText(session, now)} ${session.title}`;

function enrolling(c: ShownClass, now: Date): string[] {
  const state = stateAt(c, now);
  const until = `${momentText(c.closesAt, now)} 截止`;
  if (state === 'published') return [`报名：${momentText(c.opensAt, now)} 开始，${until}`];
  if (state !== 'open') return [];
  if (c.toDraw) return [`报名：摇号，什么时候报都一样，${until}`];
  const left = onlineSeats(c, now);
  return [`报名：${left > 0 ? `网上还剩 ${left} 位` : '名额报满了，可以排候补'}，${until}`];
}

/** What differs from the usual evening of the class, while it can still mislead anybody. */
function sessionChange(c: ShownClass, session: SessionRow, now: Date): string[] {
  const { firstStartsAt: first, startsAt, endsAt, position } = session;
  if (endsAt <= now && (first ?? startsAt) <= now) return [];
  if (session.state === 'cancelled')
    return [`第 ${position} 节（${momentText(startsAt, now)}）停上${reasonText(session.reason)}`];
  const differences = [
    ...(first && first.getTime() !== startsAt.getTime()
      ? [`原定 ${momentText(first, now)}，改到 ${whenText(session, now)}`]
      : []),
    ...(session.roomId === c.roomId ? [] : [`教室换到${session.roomName}`]),
    ...(session.teacherName === c.teacherName ? [] : [`由${session.teacherName}老师上`]),
  ];
  if (differences.length === 0) return [];
  return [`第 ${position} 节：${differences.join('，')}${reasonText(session.reason)}`];
}

/** What a group chat is told of a school's week: what differs first, then what is held, by days. */
export function weekNotice(
  school: SchoolRow,
  evenings: readonly FeedEvening[],
  { week, publicUrl, now }: { week: string; publicUrl: string; now: Date },
): string {
  const changes = evenings.flatMap((one) => eveningChange(one, now));
  const days = Array.from({ length: 7 }, (_, i) => addDays(week, i));
  const held = days.map((date) => dayLines(date, heldOn(evenings, date), now)).flat();
  const { siteId } = school;
  return [
    `【${school.name}】${spanText(week, now)}的课`,
    ...block('有变动：', changes),
    ...(held.length > 0 ? held : ['', '这一周没有课']),
    '',
    `地点：${school.siteName}，${school.address}`,
    `选课报名：${publicUrl}${schedulingPaths.catalogue({ ...noFilter, siteId })}`,
    `有事打：${school.phone}`,
  ].join('\n');
}

/** 11月23日 周一到 11月29日 周日. */
export const spanText = (week: string, now: Date): string =>
  `${dayText(week, dateOf(now))}到 ${dayText(addDays(week, 6), dateOf(now))}`;

export const heldOn = (evenings: readonly FeedEvening[], date: string): FeedEvening[] =>
  evenings.filter((one) => !one.isCancelled && dateOf(one.startsAt) === date);

export const lessonText = ({ title, position, sessionCount }: FeedEvening): string =>
  sessionCount === 1 ? title : `${title} 第 ${position} 节`;

function dayLines(date: string, evenings: readonly FeedEvening[], now: Date): string[] {
  if (evenings.length === 0) return [];
  const lines = evenings.map(
    (one) =>
      `${timeRangeText(one.startsAt, one.endsAt)} ${lessonText(one)}，${one.roomName}，${one.teacherName}`,
  );
  return ['', dayText(date, dateOf(now)), ...lines];
}

function eveningChange(e: FeedEvening, now: Date): string[] {
  const name = lessonText(e);
  const { firstStartsAt: first, startsAt } = e;
  if (e.isCancelled) {
    const what = e.classState === 'postponed' ? '延期，新时间另行通知' : '停上';
    return [`${name}（${momentText(startsAt, now)}）${what}${reasonText(e.reason)}`];
  }
  if (!first || first.getTime() === startsAt.getTime()) return [];
  const moved = `原定 ${momentText(first, now)}，改到 ${whenText(e, now)}`;
  return [`${name}：${moved}${reasonText(e.reason)}`];
}
