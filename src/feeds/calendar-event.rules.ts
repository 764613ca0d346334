import { enrollmentPaths } from '../enrollment/enrollment.paths';
import { maskName } from '../identity/person';
import { schedulingPaths } from '../scheduling/scheduling.paths';
import { momentText } from '../shared/kernel/shanghai';
import type { FeedEvening } from './feed-evening';

/** An evening as a calendar shows it. */
export interface CalendarEvent extends Pick<
  FeedEvening,
  'sessionId' | 'startsAt' | 'endsAt' | 'isCancelled' | 'revision' | 'changedAt'
> {
  summary: string;
  location: string;
  description: string;
  /** Of the page about it. */
  path: string;
}

/** One event for each evening, however many of an account come to it. */
export function calendarEvents(rows: readonly FeedEvening[]): CalendarEvent[] {
  const several = new Set(rows.map((one) => one.profileName)).size > 1;
  const evenings = new Map<string, { evening: FeedEvening; names: string[] }>();
  for (const evening of rows) {
    const { sessionId, profileName } = evening;
    const one = evenings.get(sessionId) ?? { evening, names: [] };
    if (several && profileName) one.names.push(maskName(profileName));
    evenings.set(sessionId, one);
  }
  return [...evenings.values()].map(({ evening, names }) => eventOf(evening, names));
}

/** @param names who comes, where the account has several people; masked, since links get about */
const eventOf = (e: FeedEvening, names: readonly string[]): CalendarEvent => ({
  ...{ sessionId: e.sessionId, startsAt: e.startsAt, endsAt: e.endsAt },
  ...{ isCancelled: e.isCancelled, revision: e.revision, changedAt: e.changedAt },
  summary: summaryOf(e),
  location: `${e.siteName} ${e.roomName}，${e.address}`,
  description: [
    e.lesson,
    ...changeLines(e),
    ...(names.length > 0 ? [`上课的人：${names.join('、')}`] : []),
  ].join('\n'),
  path: e.enrollmentId ? enrollmentPaths.show(e.enrollmentId) : schedulingPaths.show(e.classId),
});

/** Not every program strikes through what is cancelled, so the title says it too. */
function summaryOf({ title, position, sessionCount, isCancelled, classState }: FeedEvening) {
  const name = sessionCount === 1 ? title : `${title} 第 ${position} 节`;
  if (!isCancelled) return name;
  return `${classState === 'postponed' ? '延期' : '停课'}：${name}`;
}

function changeLines(e: FeedEvening): string[] {
  const reason = e.reason ? [`原因：${e.reason}`] : [];
  if (e.isCancelled) return [calledOff[e.classState], ...reason];
  const { firstStartsAt: first, startsAt } = e;
  const isMoved = first !== null && first.getTime() !== startsAt.getTime();
  const teacher =
    e.teacherName === e.classTeacher
      ? `老师：${e.teacherName}`
      : `代课老师：${e.teacherName}，原来是${e.classTeacher}`;
  return [...(isMoved ? [`原定 ${momentText(first, startsAt)}`] : []), teacher, ...reason];
}

const calledOff: Record<FeedEvening['classState'], string> = {
  draft: '',
  published: '这一节停上，不用来',
  cancelled: '这个班取消了，不用来',
  postponed: '这个班延期了，先不用来，新时间另行通知',
};
