import { Injectable } from '@nestjs/common';
import { CalendarQueries } from '../calendar/calendar.queries';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { addDays, dateOf } from '../shared/kernel/shanghai';
import { RoomsQueries } from '../sites/rooms.queries';
import type { Place, PlanWorld, WantedClass } from './plan-world';
import { planPrint } from './plan-print';
import type { ScopedPlan } from './plan-scope.service';
import { Planning } from './planning.service';
import { PlannedRow, PlansQueries } from './plans.queries';
import { proposeTimetable } from './planner.rules';
import { travelBetween } from './travel.rules';

/** Gives the classes of a plan their places, as far as there are any. */
@Injectable()
export class Proposing {
  constructor(
    private readonly database: Database,
    private readonly plans: PlansQueries,
    private readonly rooms: RoomsQueries,
    private readonly calendars: CalendarQueries,
    private readonly planning: Planning,
    private readonly clock: Clock,
  ) {}

  /** Places all classes of a plan anew, but for those that were fixed; gives how many have no place. */
  async propose(plan: ScopedPlan): Promise<number> {
    const rows = await this.plans.classes(plan.id);
    const world = await this.world(plan, rows);
    const travel = travelBetween(world.schools);
    const { placed, unplaced } = proposeTimetable(rows.map(wantedOf), world, travel);
    const found = rows.map(({ id }) => ({
      id,
      ...columnsOf(placed.get(id)),
      why: unplaced.get(id) ?? null,
    }));
    await this.database.write(async (tx) => {
      await this.planning.requireDraft(tx, plan.id);
      // a search takes a while, and what was fixed meanwhile must not be moved again
      if (planPrint(await this.plans.classes(plan.id)) !== planPrint(rows))
        throw new RuleViolation('overtaken', '排课表的时候有人改了要开的班，请再排一次');
      await this.database.updateRows(tx, 'planned_class', found);
    });
    return unplaced.size;
  }

  private async world(plan: ScopedPlan, rows: readonly PlannedRow[]): Promise<PlanWorld> {
    const ids = plan.schools.map(({ id }) => id);
    const tomorrow = addDays(dateOf(this.clock.now()), 1);
    const span = { from: plan.firstDay > tomorrow ? plan.firstDay : tomorrow, to: plan.lastDay };
    const teachers = [...new Set(rows.map(({ teacherName }) => teacherName))];
    const [rooms, calendars, hours, booked] = await Promise.all([
      this.rooms.openAt(ids),
      this.calendars.calendars(ids, span.from),
      this.plans.hours(plan.id),
      this.plans.booked(span, ids, teachers),
    ]);
    const schools = plan.schools.map((one) => ({ ...one, calendar: calendars.get(one.id)! }));
    return { ...span, schools, rooms, hours, booked };
  }
}

const wantedOf = (row: PlannedRow): WantedClass => ({
  ...row,
  equipment: row.equipment.split(/[\s、，,;；/]+/).filter(Boolean),
  fixed: row.isFixed ? row.place : null,
});

const columnsOf = (place: Place | undefined) => ({
  room_id: place?.roomId ?? null,
  weekday: place?.weekday ?? null,
  slot: place?.slot ?? null,
  start_date: place?.startDate ?? null,
});
