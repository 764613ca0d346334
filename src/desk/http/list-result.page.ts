import { dayTimeText } from '../../scheduling/class-card';
import { deskMayEnroll, stateAt } from '../../scheduling/night-class.rules';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { momentText } from '../../shared/kernel/shanghai';
import type { DeskClass } from '../desk-rosters.service';
import { deskPaths } from '../desk.paths';
import type { DoneList, ListedResult } from '../enrollment-lists.queries';
import { countsText, outcomeTag } from './list-outcome';

const line = (one: ListedResult, i: number) => ({
  number: String(i + 1),
  name: one.name,
  phone: one.phone,
  tag: outcomeTag(one, 'did'),
  words: one.words,
});

/** `desk/list-result` */
export const resultPage = ({ school, found }: DeskClass, list: DoneList, now: Date) => ({
  title: found.title,
  counts: countsText(list.results),
  doneAt: momentText(list.at, now),
  rows: list.results.map(line),
  sheetHref: deskPaths.listSheet(school.id, found.id, list.id),
  againHref: deskMayEnroll(stateAt(found, now), found.toDraw)
    ? schedulingPaths.deskList(school.id, found.id)
    : '',
  rosterHref: schedulingPaths.roster(school.id, found.id),
});

/**
 * `desk/list-sheet`, for the door: everybody finds themselves by the end of their number. Why
 * somebody was refused is nobody else's business.
 */
export const resultSheet = ({ school, found }: DeskClass, list: DoneList, now: Date) => ({
  title: found.title,
  schoolName: school.name,
  place: found.roomName,
  dayTime: dayTimeText(found),
  phone: found.school.phone,
  rows: list.results.map((one, i) => ({
    ...line(one, i),
    phone: one.phone.slice(-4),
    words: one.outcome === 'already' ? one.words : '',
  })),
  printedAt: momentText(now, now),
});
