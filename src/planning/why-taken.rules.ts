import { addDays, dayText, instantOf, timeOf } from '../shared/kernel/shanghai';
import { DAY_MINUTES, Diary, Stay } from './diary.rules';
import { Candidate, daysOf } from './series-search.rules';

/**
 * Why a class finds no place though rooms and hours would suit it: its rooms are full, its teacher is
 * busy, or whenever one of them is free the other is not. Names one evening that stands in the way.
 * @param from the first day of the plan
 */
export function whyTaken(candidate: Candidate, diary: Diary, from: string): string {
  const series = firstInTheWay(candidate, diary);
  const { teacherName, seats } = candidate.wanted;
  const inRoom = series.find((one) => one.inRoom)?.inRoom;
  const withTeacher = series.find((one) => one.withTeacher)?.withTeacher;
  if (inRoom && series.every((one) => one.inRoom))
    return `坐得下 ${seats} 人的教室都排满了，例如 ${stayText(inRoom, from)}`;
  if (withTeacher && series.every((one) => one.withTeacher))
    return `${teacherName}老师有空的晚上都排满了，例如 ${stayText(withTeacher, from)}`;
  return `教室空着的晚上${teacherName}老师没空，老师有空的晚上教室已满，例如 ${stayText(inRoom!, from)}`;
}

/** For each series that the class could have: who is first in its room, and first with its teacher. */
function firstInTheWay(
  { wanted: { teacherName, sessionCount: count }, options }: Candidate,
  diary: Diary,
) {
  return options.flatMap((option) => {
    const { room, from, to, earliest, latest } = option;
    return Array.from({ length: latest - earliest + 1 }, (_, i) => {
      const evenings = daysOf({ option, start: earliest + i, count }).map(
        (day) => day * DAY_MINUTES,
      );
      return {
        inRoom: first(evenings, (at) => diary.inRoom(room.id, at + from, at + to)),
        withTeacher: first(evenings, (at) =>
          diary.withTeacher(teacherName, room.schoolId, at + from, at + to),
        ),
      };
    });
  });
}

function first<T>(all: readonly number[], find: (one: number) => T | undefined): T | undefined {
  for (const one of all) {
    const found = find(one);
    if (found) return found;
  }
  return undefined;
}

function stayText({ from: minutes, title }: Stay, from: string): string {
  const date = addDays(from, Math.floor(minutes / DAY_MINUTES));
  const at = new Date(instantOf(from).getTime() + minutes * 60_000);
  return `${dayText(date, from)} ${timeOf(at)} “${title}”`;
}
