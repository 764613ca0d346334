import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CoursesQueries, LessonRow } from '../curriculum/courses.queries';
import { defaultDeskQuota } from '../scheduling/class-draft.rules';
import { ClassDraft, NightClasses, WantedDraft } from '../scheduling/night-class.service';
import { timesOf } from '../scheduling/slots';
import { Database } from '../shared/database/database';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { addDays, instantOf } from '../shared/kernel/shanghai';
import type { Actor } from '../shared/web/actor';
import { RoomRow, RoomsQueries } from '../sites/rooms.queries';
import { requireShown } from './plan-print';
import type { ScopedPlan } from './plan-scope.service';
import type { Place } from './plan-world';
import { Planning } from './planning.service';
import { PlannedRow, PlansQueries } from './plans.queries';

type PlacedRow = PlannedRow & { place: Place };

/** Makes the classes of a plan: all that have a place, as drafts, or none. */
@Injectable()
export class Accepting {
  constructor(
    private readonly database: Database,
    private readonly plans: PlansQueries,
    private readonly courses: CoursesQueries,
    private readonly rooms: RoomsQueries,
    private readonly nightClasses: NightClasses,
    private readonly planning: Planning,
  ) {}

  /**
   * Gives how many classes it made. Refused when a room or a teacher has been taken meanwhile, and
   * when the timetable is not the one that was shown.
   */
  async accept(actor: Actor, plan: ScopedPlan, seen: string): Promise<number> {
    return this.database.write(async (tx) => {
      await this.planning.close(tx, actor, plan.id);
      // nobody changes a class of the plan while it is held here: these rows are those of the answer
      const all = await this.plans.classes(plan.id);
      requireShown(all, seen);
      const rows = all.filter(isPlaced);
      if (rows.length === 0) throw new RuleViolation('empty', '还没有排好的班，请先排课表');
      await this.make(tx, actor, rows, await this.drafts(plan, rows));
      return rows.length;
    });
  }

  private async make(
    tx: EntityManager,
    actor: Actor,
    rows: readonly PlacedRow[],
    drafts: readonly WantedDraft[],
  ): Promise<void> {
    try {
      const ids = await this.nightClasses.createAll(drafts, actor.accountId);
      const made = rows.map(({ id }, i) => ({ id, class_id: ids[i]! }));
      await this.database.updateRows(tx, 'planned_class', made);
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      throw new RuleViolation(error.code, `${error.message}。请重新排课表，再生成班级`);
    }
  }

  private async drafts(plan: ScopedPlan, rows: readonly PlacedRow[]): Promise<WantedDraft[]> {
    const [rooms, lessons] = await Promise.all([
      this.rooms.openAt(plan.schools.map(({ id }) => id)),
      this.courses.lessonsOf(rows.map(({ courseId }) => courseId)),
    ]);
    const roomById = new Map(rooms.map((room) => [room.id, room]));
    return rows.map((row) => ({
      place: placeOf(plan, row, roomById.get(row.place.roomId), lessons.get(row.courseId) ?? []),
      draft: draftOf(plan, row),
    }));
  }
}

const isPlaced = (row: PlannedRow): row is PlacedRow => row.place !== null;

function placeOf(
  plan: ScopedPlan,
  row: PlacedRow,
  room: RoomRow | undefined,
  lessons: LessonRow[],
): WantedDraft['place'] {
  const school = plan.schools.find(({ id }) => id === room?.schoolId);
  if (!room || !school)
    throw new RuleViolation('room', `${row.roomName}停用了。请重新排课表，再生成班级`);
  const { courseId: id, title, category, tier, trackId } = row;
  return { school, room, course: { id, title, category, tier, trackId, lessons } };
}

/** What a class of a plan starts with; each may be changed while it is a draft. */
function draftOf(plan: ScopedPlan, { place, ...row }: PlacedRow): ClassDraft {
  const [slotStart, slotEnd] = timesOf(place.slot);
  return {
    teacherName: row.teacherName,
    weekday: place.weekday,
    slotStart,
    slotEnd,
    startDate: place.startDate,
    sessionCount: row.sessionCount,
    capacity: row.seats,
    minimum: Math.min(row.minimum, row.seats),
    deskQuota: defaultDeskQuota(row.seats),
    opensAt: plan.opensAt,
    closesAt: instantOf(addDays(place.startDate, -1), '21:00'),
    admission: 'first_come',
    priorities: '',
  };
}
