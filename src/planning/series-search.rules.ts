import { DAY_MINUTES, Diary, Stay } from './diary.rules';
import type { Option } from './options.rules';
import type { WantedClass } from './plan-world';

/** A class with all it could be given. */
export interface Candidate {
  wanted: WantedClass;
  options: readonly Option[];
}

/** The evenings of a class: so many open days of an option, from the `start`th on. */
export interface PlannedSeries {
  option: Option;
  start: number;
  count: number;
}

/** What a place costs, the lower the better: weeks waited, harvest evenings, empty chairs, company. */
const WEEK_COST = 1;
const FARMING_COST = 5;
const EMPTY_ROOM_COST = 3;
const LATER_SLOT_COST = 0.5;
/** Classes of one evening share the caretaker and the street's attention; spread them over the week. */
const COMPANY_COST = 0.75;

/** The cheapest series that nobody stands in the way of. */
export function bestSeries(candidate: Candidate, diary: Diary): PlannedSeries | undefined {
  let best: PlannedSeries | undefined;
  let least = Infinity;
  for (const option of candidate.options) {
    const base = baseCost(candidate.wanted, option, diary);
    for (let start = option.earliest; start <= option.latest; start++) {
      if (base + start * WEEK_COST >= least) break;
      const series = { option, start, count: candidate.wanted.sessionCount };
      const cost = base + start * WEEK_COST + FARMING_COST * harvests(series);
      if (cost >= least || eachStay(candidate.wanted, series, diary, () => true)) continue;
      [best, least] = [series, cost];
    }
  }
  return best;
}

/** A series that a class could have if those in its way went elsewhere. */
export interface BlockedSeries extends PlannedSeries {
  inTheWay: ReadonlySet<string>;
}

/** The series that at most `most` classes stand in the way of, all of which may yield; fewest first. */
export function blockedSeries(
  { wanted, options }: Candidate,
  diary: Diary,
  most: number,
  mayYield: (owner: string) => boolean,
): BlockedSeries[] {
  const found: BlockedSeries[] = [];
  for (const option of options)
    for (let start = option.earliest; start <= option.latest; start++) {
      const series = { option, start, count: wanted.sessionCount };
      const inTheWay = new Set<string>();
      const isStuck = eachStay(wanted, series, diary, ({ owner }) => {
        if (owner === null || !mayYield(owner)) return true;
        return inTheWay.add(owner).size > most;
      });
      if (!isStuck) found.push({ ...series, inTheWay });
    }
  return found.sort((a, b) => a.inTheWay.size - b.inTheWay.size);
}

/** The days of a series, counted from the plan's first. */
export const daysOf = ({ option, start, count }: PlannedSeries): readonly number[] =>
  option.open.days.slice(start, start + count);

/** Shows `visit` what stands in the way of a series, in its room and with its teacher, until it says true. */
function eachStay(
  { teacherName }: WantedClass,
  { option: { room, from, to, open }, start, count }: PlannedSeries,
  diary: Diary,
  visit: (stay: Stay) => boolean,
): boolean {
  for (let i = start; i < start + count; i++) {
    const at = open.days[i]! * DAY_MINUTES;
    const inRoom = diary.inRoom(room.id, at + from, at + to);
    if (inRoom && visit(inRoom)) return true;
    const withTeacher = diary.withTeacher(teacherName, room.schoolId, at + from, at + to);
    if (withTeacher && visit(withTeacher)) return true;
  }
  return false;
}

function harvests({ option: { open }, start, count }: PlannedSeries): number {
  let n = 0;
  if (open.farming.size > 0)
    for (let i = start; i < start + count; i++) if (open.farming.has(open.days[i]!)) n++;
  return n;
}

/** The part of the cost that every first evening shares. */
function baseCost({ seats }: WantedClass, option: Option, diary: Diary): number {
  const { room, rank, open, from } = option;
  const empty = (room.capacity - seats) / room.capacity;
  const company = diary.load(room.schoolId, open.days[0]! * DAY_MINUTES + from);
  return empty * EMPTY_ROOM_COST + rank * LATER_SLOT_COST + company * COMPANY_COST;
}
