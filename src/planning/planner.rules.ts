import { addDays, instantOf } from '../shared/kernel/shanghai';
import { DAY_MINUTES, Diary, Travel } from './diary.rules';
import { openDaysOf } from './open-days.rules';
import { suiting } from './options.rules';
import type { FixedEvening, Place, PlanWorld, WantedClass } from './plan-world';
import { bestSeries, blockedSeries, Candidate, daysOf, PlannedSeries } from './series-search.rules';
import { whyTaken } from './why-taken.rules';

/** A proposed timetable: each class has a place, or a sentence that says what keeps it from one. */
export interface Proposal {
  placed: Map<string, Place>;
  unplaced: Map<string, string>;
}

/** How many places a class may try to push others from, and all classes of a plan together. */
const MOST_PUSHES = 60;
const MOST_PUSHES_IN_ALL = 2_500;
/** So many classes may give way to one. */
const MOST_YIELDING = 2;

/**
 * Gives each class a room, a weekday, a slot and a first evening, so that no room and no teacher is in
 * two places at once. Classes with the fewest options go first; one that finds everything taken may
 * push at most two others to other places. The same plan always gives the same timetable.
 */
export function proposeTimetable(
  classes: readonly WantedClass[],
  world: PlanWorld,
  travel: Travel,
): Proposal {
  const planner = new Planner(world, travel);
  return planner.propose(classes);
}

class Planner {
  private readonly diary: Diary;
  private readonly series = new Map<string, PlannedSeries>();
  private readonly candidates = new Map<string, Candidate>();
  private pushesLeft = MOST_PUSHES_IN_ALL;

  constructor(
    private readonly world: PlanWorld,
    travel: Travel,
  ) {
    this.diary = new Diary(travel);
    for (const one of world.booked) this.keep(one);
  }

  propose(classes: readonly WantedClass[]): Proposal {
    const open = openDaysOf(this.world);
    const unplaced = new Map<string, string>();
    for (const wanted of classes) {
      const found = suiting(wanted, this.world, open);
      if ('why' in found) unplaced.set(wanted.id, found.why);
      else this.candidates.set(wanted.id, { wanted, options: found.options });
    }
    const left = [...this.candidates.values()].sort(byNeed).filter((one) => !this.place(one));
    for (const one of left)
      if (!this.place(one) && !this.push(one))
        unplaced.set(one.wanted.id, whyTaken(one, this.diary, this.world.from));
    const placed = [...this.series].map(([id, one]) => [id, this.placeOf(one)] as const);
    return { placed: new Map(placed), unplaced };
  }

  private place(candidate: Candidate): boolean {
    const found = bestSeries(candidate, this.diary);
    if (found) this.put(candidate, found);
    return found !== undefined;
  }

  /** Takes a place from others if each of them finds another one. */
  private push(candidate: Candidate): boolean {
    const mayYield = (id: string) => !this.candidates.get(id)!.wanted.fixed;
    const most = Math.min(MOST_PUSHES, this.pushesLeft);
    return blockedSeries(candidate, this.diary, MOST_YIELDING, mayYield)
      .slice(0, most)
      .some((one) => this.takeFrom(candidate, one, [...one.inTheWay]));
  }

  private takeFrom(candidate: Candidate, wanted: PlannedSeries, ids: string[]): boolean {
    const before = ids.map((id) => [this.candidates.get(id)!, this.series.get(id)!] as const);
    for (const [one] of before) this.takeOut(one);
    this.put(candidate, wanted);
    this.pushesLeft--;
    if (before.every(([one]) => this.place(one))) return true;
    for (const one of [candidate, ...before.map(([one]) => one)]) this.takeOut(one);
    for (const [one, series] of before) this.put(one, series);
    return false;
  }

  private put({ wanted }: Candidate, series: PlannedSeries): void {
    const { room, from, to } = series.option;
    const { id: owner, title, teacherName } = wanted;
    for (const day of daysOf(series)) {
      const at = day * DAY_MINUTES;
      const stay = { from: at + from, to: at + to, schoolId: room.schoolId, title, owner };
      this.diary.add(room.id, teacherName, stay);
    }
    this.series.set(owner, series);
  }

  private takeOut({ wanted }: Candidate): void {
    const series = this.series.get(wanted.id);
    if (!series) return;
    this.diary.remove(series.option.room, wanted.teacherName, wanted.id, daysOf(series));
    this.series.delete(wanted.id);
  }

  /** An evening that was booked before; an odd minute counts as a whole one. */
  private keep(evening: FixedEvening): void {
    const { roomId, teacherName, schoolId, title, startsAt, endsAt } = evening;
    const first = instantOf(this.world.from).getTime();
    const minutes = (at: Date) => (at.getTime() - first) / 60_000;
    const stay = { from: Math.floor(minutes(startsAt)), to: Math.ceil(minutes(endsAt)) };
    this.diary.add(roomId, teacherName, { ...stay, schoolId, title, owner: null });
  }

  private placeOf(series: PlannedSeries): Place {
    const { room, weekday, slot } = series.option;
    return {
      roomId: room.id,
      weekday,
      slot,
      startDate: addDays(this.world.from, daysOf(series)[0]!),
    };
  }
}

/** Fixed ones first, then those with the fewest options, then the longest. */
const byNeed = (a: Candidate, b: Candidate): number =>
  Number(b.wanted.fixed !== null) - Number(a.wanted.fixed !== null) ||
  a.options.length - b.options.length ||
  b.wanted.sessionCount - a.wanted.sessionCount;
