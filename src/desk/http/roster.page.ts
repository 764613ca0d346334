import { enrollmentPaths } from '../../enrollment/enrollment.paths';
import { placeText } from '../../enrollment/enrollment.states';
import { whyNoCancelling } from '../../enrollment/releasing.rules';
import { maskName, maskPhone } from '../../identity/person';
import { dayTimeText } from '../../scheduling/class-card';
import { deskMayEnroll, stateAt } from '../../scheduling/night-class.rules';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { dateOf, dayText, momentText, timeOf } from '../../shared/kernel/shanghai';
import type { PageOptions } from '../../shared/web/page';
import { schoolDesk } from '../../sites/desk-frame';
import type { SchoolRow } from '../../sites/schools.queries';
import type { DeskClass } from '../desk-rosters.service';
import { deskPaths } from '../desk.paths';
import type { RosterRow } from '../roster.queries';
import { NoShowFacts, noShowView } from './no-show.page';

const channels = { online: '网上', desk: '代报名' } as const;
/** Lines for those who come without having enrolled. */
const EMPTY_LINES = 5;

/** How every page about the people of a school's classes is framed. */
export const rosterFrame = (school: SchoolRow, title: string): PageOptions => ({
  title,
  layout: 'desk',
  desk: schoolDesk(school, 'classes'),
});

/** `desk/roster` */
export function rosterPage(
  { school, found }: DeskClass,
  rows: readonly RosterRow[],
  mayEnroll: boolean,
  noShows: NoShowFacts,
  now: Date,
) {
  const mayAdd = mayEnroll && deskMayEnroll(stateAt(found, now), found.toDraw);
  const mayCancel = mayEnroll && whyNoCancelling(found, now) === null;
  const people = rows.map((row, i) => ({
    ...line(row, i, now),
    ...noShowView(row, noShows, now),
    contactHref: mayEnroll ? deskPaths.contact(school.id, row.id) : '',
    cancelHref:
      mayCancel && row.state !== 'completed' ? deskPaths.cancellation(school.id, row.id) : '',
  }));
  return {
    title: found.title,
    dayTime: dayTimeText(found),
    backHref: schedulingPaths.deskShow(school.id, found.id),
    seatsText: `已报 ${found.taken} / ${found.capacity}，候补 ${found.waiting} 人`,
    enrollHref: mayAdd ? schedulingPaths.deskEnrollment(school.id, found.id) : '',
    listHref: mayAdd ? schedulingPaths.deskList(school.id, found.id) : '',
    fileHref: mayEnroll ? deskPaths.rosterFile(school.id, found.id) : '',
    registerHref: deskPaths.register(school.id, found.id),
    sheetHref: deskPaths.sheet(school.id, found.id),
    marking: people.some((one) => one.noShowAction !== ''),
    people,
  };
}

const line = (row: RosterRow, i: number, now: Date) => ({
  number: i + 1,
  name: maskName(row.name),
  phone: maskPhone(row.phone),
  stateText: placeText(row),
  channel: channels[row.channel],
  entered: momentText(row.enteredAt, now),
  whyHref: enrollmentPaths.show(row.id),
});

/** The lines of `roster.csv`. */
export const rosterLines = (rows: readonly RosterRow[], now: Date): string[][] => [
  ['序号', '姓名', '手机号', '状态', '报名方式', '报名时间'],
  ...rows.map((row, i) => [
    String(i + 1),
    row.name,
    row.phone,
    placeText(row),
    channels[row.channel],
    momentText(row.enteredAt, now),
  ]),
];

/** `desk/sheet`, the paper at the classroom door. */
export function sheetPage({ school, found }: DeskClass, rows: readonly RosterRow[], now: Date) {
  const next = found.sessions.find((one) => one.state === 'scheduled' && one.endsAt > now);
  const seated = rows.filter((row) => row.state === 'enrolled' || row.state === 'completed');
  return {
    title: found.title,
    schoolName: school.name,
    place: found.roomName,
    teacher: found.teacherName,
    session: next
      ? `第 ${next.position} 节，${momentText(next.startsAt, now)}`
      : `共 ${found.sessionCount} 节`,
    people: seated.map((row, i) => ({
      number: String(i + 1),
      name: row.name,
      phone: row.phone.slice(-4),
    })),
    spare: Array.from({ length: EMPTY_LINES }, (_, i) => ({
      number: String(seated.length + i + 1),
    })),
    printedAt: `${dayText(dateOf(now), dateOf(now))} ${timeOf(now)}`,
  };
}
