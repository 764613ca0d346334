import type { KeptNews } from '../../enrollment/enrollment.news';
import { maskName, maskPhone } from '../../identity/person';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { momentText } from '../../shared/kernel/shanghai';
import type { CallNews } from '../calls.queries';
import { deskPaths } from '../desk.paths';
import type { DeskClass } from '../desk-rosters.service';

/** What there is to say, in a few words. */
const subjects: Record<KeptNews, string> = {
  drawn: '摇中了',
  notDrawn: '没有摇中',
  promoted: '候补转正，已报上',
  offered: '有名额等确认',
  lapsed: '确认时间已过',
  released: '缺课太多，名额释放',
  cancelled: '报名被取消',
  classCancelled: '课程取消',
  postponed: '课程延期',
  resumed: '有了新的时间',
  merged: '合并到这个班',
  rescheduled: '上课安排有变',
  rulesChanged: '班级有改动',
};

/** `desk/calls`: those whom nobody has reached yet stand first. */
export function callsPage(
  { school, found }: DeskClass,
  news: readonly CallNews[],
  mayCall: boolean,
  now: Date,
) {
  const people = byPerson(news).map((all) => {
    const { name, phone, enrollmentId } = all[0]!;
    const isDone = all.every(isReached);
    return {
      name: maskName(name),
      phone: maskPhone(phone),
      news: all.map(({ kind, at }) => `${subjects[kind]}，${momentText(at, now)}`),
      isDone,
      state: isDone ? reachedText(all.at(-1)!, now) : '还没通知',
      contactHref: mayCall ? deskPaths.callContact(school.id, enrollmentId) : '',
    };
  });
  return {
    title: found.title,
    reason: found.reason ?? '',
    backHref: schedulingPaths.deskShow(school.id, found.id),
    left: people.filter((one) => !one.isDone).length,
    people: people.sort((a, b) => Number(a.isDone) - Number(b.isDone)),
  };
}

const isReached = ({ seenAt, lookedAt }: CallNews): boolean => Boolean(seenAt ?? lookedAt);

function byPerson(news: readonly CallNews[]): CallNews[][] {
  const people = new Map<string, CallNews[]>();
  for (const one of news)
    people.set(one.enrollmentId, [...(people.get(one.enrollmentId) ?? []), one]);
  return [...people.values()];
}

function reachedText({ seenAt, lookedAt }: CallNews, now: Date): string {
  return seenAt
    ? `本人在网页上看过，${momentText(seenAt, now)}`
    : `查过号码，${momentText(lookedAt!, now)}`;
}
