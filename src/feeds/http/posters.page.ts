import { categoryNames } from '../../curriculum/categories';
import { tierNames } from '../../curriculum/tiers';
import { noFilter } from '../../scheduling/catalogue-filter';
import { dayTimeText, placeText, startText } from '../../scheduling/class-card';
import { stateAt } from '../../scheduling/night-class.rules';
import type { ShownClass } from '../../scheduling/night-classes.queries';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { addDays, dateOf, dayText, momentText, timeRangeText } from '../../shared/kernel/shanghai';
import { qrOf } from '../../shared/web/qr';
import type { SchoolRow } from '../../sites/schools.queries';
import type { FeedEvening } from '../feed-evening';
import { heldOn, lessonText, spanText } from '../notice.rules';

/** What stands at the foot of every poster: where to go with a phone, with a call, on foot. */
const foot = (school: SchoolRow, link: string) => ({
  schoolName: school.name,
  art: school.art,
  phone: school.phone,
  address: `${school.siteName}，${school.address}`,
  qr: qrOf(link),
});

/** A title as large as fits in a line or two of the sheet. */
const titleSize = (title: string): 'short' | 'long' => ([...title].length <= 8 ? 'short' : 'long');

/** `feeds/class-poster` */
export function classPoster(school: SchoolRow, c: ShownClass, publicUrl: string, now: Date) {
  const single = c.sessionCount === 1;
  const ahead = ['published', 'open'].includes(stateAt(c, now));
  return {
    ...foot(school, publicUrl + schedulingPaths.show(c.id)),
    title: c.title,
    size: titleSize(c.title),
    kind: `${categoryNames[c.category]}，${tierNames[c.tier]}`,
    summary: c.course.summary,
    time: single ? momentText(c.startsAt, now) : `每${dayTimeText(c)}`,
    start: single ? `到 ${timeRangeText(c.startsAt, c.endsAt).slice(-5)}` : startText(c, now),
    place: placeText(c),
    floor: c.room.floor,
    teacher: c.teacherName,
    places: ahead
      ? `${c.capacity} 人，${c.admission === 'draw' ? '报的人多就摇号' : '先到先得，满了排候补'}`
      : `${c.capacity} 人，报名已截止`,
    call: `微信扫一扫，看详情${ahead ? '、报名' : ''}`,
    bring: c.course.bring.split('\n').filter(Boolean).join('、'),
    window: ahead ? `${momentText(c.opensAt, now)} 到 ${momentText(c.closesAt, now)}` : '',
  };
}

/** Measured on paper: what fits in one column, and in two at the usual size, days counted as lines. */
const [FEW, MANY] = [9, 22];

/** The type is as large as one sheet allows. */
const weekSize = (lines: number): 'few' | 'some' | 'many' =>
  lines <= FEW ? 'few' : lines <= MANY ? 'some' : 'many';

/** `feeds/week-poster` */
export function weekPoster(
  school: SchoolRow,
  evenings: readonly FeedEvening[],
  { week, publicUrl, now }: { week: string; publicUrl: string; now: Date },
) {
  const { siteId } = school;
  const days = Array.from({ length: 7 }, (_, i) => addDays(week, i))
    .map((date) => ({ date, held: heldOn(evenings, date) }))
    .filter(({ held }) => held.length > 0);
  return {
    ...foot(school, publicUrl + schedulingPaths.catalogue({ ...noFilter, siteId })),
    span: spanText(week, now),
    size: weekSize(days.reduce((sum, { held }) => sum + 1 + held.length, 0)),
    days: days.map(({ date, held }) => ({
      day: dayText(date, dateOf(now)),
      evenings: held.map((one) => ({
        time: timeRangeText(one.startsAt, one.endsAt),
        title: lessonText(one),
        where: `${one.roomName}，${one.teacherName}`,
      })),
    })),
  };
}
