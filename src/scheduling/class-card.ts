import { categoryIcons, categoryNames } from '../curriculum/categories';
import { tierNames } from '../curriculum/tiers';
import { dateOf, shortDayText, weekdayText } from '../shared/kernel/shanghai';
import type { ClassCard } from '../shared/web/cards';
import type { ClassRow } from './class-rows.queries';
import { seatTag } from './night-class.rules';
import { schedulingPaths } from './scheduling.paths';

/** 周三 19:00–20:30. */
export const dayTimeText = (c: Pick<ClassRow, 'weekday' | 'slotStart' | 'slotEnd'>): string =>
  `${weekdayText(c.weekday)} ${c.slotStart}–${c.slotEnd}`;

/** 望云社区 三楼国学教室. */
export const placeText = (c: Pick<ClassRow, 'siteName' | 'roomName'>): string =>
  `${c.siteName} ${c.roomName}`;

/** 12月2日开课，共 8 节; a single evening has no length to tell. */
export function startText(c: Pick<ClassRow, 'startsAt' | 'sessionCount'>, now: Date): string {
  const day = shortDayText(dateOf(c.startsAt), dateOf(now));
  return c.sessionCount === 1 ? `${day}，只上一晚` : `${day}开课，共 ${c.sessionCount} 节`;
}

/** What the partial `class-card` shows of a class. */
export const classCard = (c: ClassRow, now: Date): ClassCard => ({
  href: schedulingPaths.show(c.id),
  title: c.title,
  categoryCode: c.category,
  categoryName: categoryNames[c.category],
  categoryIcon: categoryIcons[c.category],
  tierName: tierNames[c.tier],
  dayTime: dayTimeText(c),
  start: startText(c, now),
  place: placeText(c),
  teacher: c.teacherName.replace(/(?<=.)(?<!老师)$/, '老师'),
  tag: seatTag(c, now),
  feeText: '免费',
  taken: c.taken,
  capacity: c.capacity,
});
