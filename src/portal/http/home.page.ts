import { categories, categoryIcons, categoryNames } from '../../curriculum/categories';
import type { MyEvening } from '../../enrollment/enrollments.queries';
import { newsCard } from '../../enrollment/news-card';
import type { UnreadNews } from '../../enrollment/place-news.queries';
import { classCard } from '../../scheduling/class-card';
import type { ClassRow } from '../../scheduling/class-rows.queries';
import type { EveningRow, OpenSummary } from '../../scheduling/night-classes.queries';
import { dateOf, dayText, momentText, nearMomentText, timeOf } from '../../shared/kernel/shanghai';
import type { StateTag } from '../../shared/web/cards';
import type { SchoolRow } from '../../sites/schools.queries';

export interface HomeFacts {
  tonight: readonly EveningRow[];
  schools: readonly SchoolRow[];
  open: OpenSummary;
  popular: readonly ClassRow[];
  next: MyEvening | null;
  news: readonly UnreadNews[];
}

/** More would not stand side by side on a phone. */
const HOUSES = 5;
const TONIGHT_SHOWN = 6;

/** The view model of `portal/home` and `portal/home-elder`. */
export function homePage({ tonight, schools, open, popular, next, news }: HomeFacts, now: Date) {
  return {
    news: news.map((one) => newsCard(one, now)),
    date: dayText(dateOf(now), dateOf(now)),
    datetime: dateOf(now),
    rooms: tonight.length,
    schoolCount: schools.length,
    houses: houses(tonight, schools),
    tonight: tonight.slice(0, TONIGHT_SHOWN).map((evening) => eveningView(evening, now)),
    openClasses: open.classes,
    openSeats: open.seats,
    deadline: open.nextDeadline ? momentText(open.nextDeadline, now) : '',
    categories: categories.map((code) => ({
      code,
      name: categoryNames[code],
      iconName: categoryIcons[code],
      href: `/classes?category=${code}`,
    })),
    popular: popular.map((row) => classCard(row, now)),
    next: next && ticket(next, now),
  };
}

/** The schools with most classes tonight, as lit houses. */
function houses(tonight: readonly EveningRow[], schools: readonly SchoolRow[]) {
  const count = new Map<string, number>();
  for (const one of tonight) count.set(one.schoolId, (count.get(one.schoolId) ?? 0) + 1);
  return schools
    .map((school) => ({
      name: school.siteName,
      kind: school.art,
      classes: count.get(school.id) ?? 0,
      href: `/schools/${school.id}`,
    }))
    .sort((a, b) => b.classes - a.classes)
    .slice(0, HOUSES);
}

const eveningView = (evening: EveningRow, now: Date) => ({
  time: timeOf(evening.startsAt),
  title: evening.title,
  href: `/classes/${evening.classId}`,
  place: `${evening.siteName} ${evening.roomName}`,
  tag: eveningTag(evening, now),
});

function eveningTag(evening: EveningRow, now: Date): StateTag {
  if (now >= evening.endsAt) return { kind: 'plain', text: '已下课' };
  if (now >= evening.startsAt) return { kind: 'lit', text: '正在上课' };
  const left = evening.capacity - evening.taken;
  return left > 0
    ? { kind: 'plain', text: `已报 ${evening.taken} / ${evening.capacity}` }
    : { kind: 'full', text: '已满' };
}

export const ticket = (next: MyEvening, now: Date) => ({
  time: timeOf(next.startsAt),
  when: nearMomentText(next.startsAt, now),
  title: `${next.title}，第 ${next.position} 节`,
  place: next.place,
  href: `/enrollments/${next.enrollmentId}`,
});
