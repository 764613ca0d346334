import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { requireSeen, Values } from '../shared/kernel/seen.rules';
import type { Actor } from '../shared/web/actor';
import { Conflict } from '../shared/web/errors';
import { ClassPlan, ClassPlanSchool, PlannedClass, PlannedTeacher } from './class-plan.entity';
import type { ClassWish, PlanValues, TeacherHours } from './plan-world';
import { plannedValues } from './planned-values.rules';
import { MOST_CLASSES, PlanRow, PlansQueries } from './plans.queries';

/** Keeps plans while they are drafts. */
@Injectable()
export class Planning {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly queries: PlansQueries,
  ) {}

  async create(actor: Actor, { schoolIds, ...values }: PlanValues): Promise<string> {
    const id = newId();
    await this.database.write(async (tx) => {
      await tx.insert(ClassPlan, { id, ...values, createdAt: this.clock.now(), acceptedAt: null });
      const schools = schoolIds.map((schoolId) => ({ id: newId(), planId: id, schoolId }));
      await tx.insert(ClassPlanSchool, schools);
      await this.record(tx, actor, 'class_plan.create', id);
    });
    return id;
  }

  /** Other days or schools take the places that were found; the ones that are fixed stay. */
  async update(actor: Actor, id: string, { schoolIds, ...values }: PlanValues): Promise<void> {
    await this.database.write(async (tx) => {
      await this.requireDraft(tx, id);
      await tx.update(ClassPlan, { id }, values);
      await tx.delete(ClassPlanSchool, { planId: id });
      await tx.insert(
        ClassPlanSchool,
        schoolIds.map((schoolId) => ({ id: newId(), planId: id, schoolId })),
      );
      await tx.update(PlannedClass, { planId: id, isFixed: false }, UNPLACED);
      await this.record(tx, actor, 'class_plan.update', id);
    });
  }

  async discard(actor: Actor, planId: string): Promise<void> {
    await this.database.write(async (tx) => {
      await this.requireDraft(tx, planId);
      for (const part of [PlannedClass, PlannedTeacher, ClassPlanSchool])
        await tx.delete(part, { planId });
      await tx.delete(ClassPlan, { id: planId });
      await this.record(tx, actor, 'class_plan.discard', planId);
    });
  }

  /** Adds classes after those that are there. */
  async add(actor: Actor, plan: PlanRow, wishes: readonly ClassWish[]): Promise<void> {
    if (plan.classCount + wishes.length > MOST_CLASSES)
      throw new RuleViolation('classes', `一份排课最多 ${MOST_CLASSES} 个班，请分成几份`, 'text');
    await this.database.write(async (tx) => {
      await this.requireDraft(tx, plan.id);
      await tx.insert(
        PlannedClass,
        wishes.map((wish, i) => ({
          ...{ id: newId(), planId: plan.id, position: plan.classCount + i + 1 },
          ...columnsOf(wish),
        })),
      );
      await this.record(tx, actor, 'class_plan.add', plan.id);
    });
  }

  /** @throws RuleViolation when the class is not any more what its form was filled from */
  async change(
    actor: Actor,
    plan: PlanRow,
    { id, seen }: { id: string; seen: Values },
    wish: ClassWish,
  ): Promise<void> {
    await this.database.write(async (tx) => {
      await this.requireDraft(tx, plan.id);
      // whoever changes a class holds the plan first, so that the committed row stays what it is
      const row = (await this.queries.classes(plan.id)).find((one) => one.id === id);
      if (!row) throw new RuleViolation('removed', REMOVED, 'seen');
      requireSeen(seen, plannedValues(row));
      await tx.update(PlannedClass, { id, planId: plan.id }, columnsOf(wish));
      await this.record(tx, actor, 'class_plan.change', plan.id);
    });
  }

  async remove(actor: Actor, plan: PlanRow, id: string): Promise<void> {
    await this.database.write(async (tx) => {
      await this.requireDraft(tx, plan.id);
      await tx.delete(PlannedClass, { id, planId: plan.id });
      await this.record(tx, actor, 'class_plan.remove', plan.id);
    });
  }

  /** Says when a teacher can teach; null when always. */
  async setHours(
    actor: Actor,
    plan: PlanRow,
    name: string,
    hours: TeacherHours | null,
  ): Promise<void> {
    await this.database.write(async (tx) => {
      await this.requireDraft(tx, plan.id);
      await tx.delete(PlannedTeacher, { planId: plan.id, name });
      if (hours)
        await tx.insert(PlannedTeacher, {
          ...{ id: newId(), planId: plan.id, name, weekdays: hours.weekdays.join(',') },
          ...{ startsAt: hours.from, endsAt: hours.until },
        });
      await this.record(tx, actor, 'class_plan.hours', plan.id);
    });
  }

  /** Ends the draft, within the transaction that makes its classes. */
  async close(tx: EntityManager, actor: Actor, planId: string): Promise<void> {
    await this.requireDraft(tx, planId);
    await tx.update(ClassPlan, { id: planId }, { acceptedAt: this.clock.now() });
    await this.record(tx, actor, 'class_plan.accept', planId);
  }

  /** Nothing is written into a plan whose classes exist; a press at the same moment waits here. */
  async requireDraft(tx: EntityManager, planId: string): Promise<void> {
    const plan = await tx.findOneOrFail(ClassPlan, {
      where: { id: planId },
      ...(this.database.postgres && { lock: { mode: 'pessimistic_write' as const } }),
    });
    if (plan.acceptedAt) throw new Conflict('这份排课已经生成班级，请到班级里改');
  }

  private record(tx: EntityManager, actor: Actor, action: string, id: string): Promise<void> {
    return this.audit.record(tx, [
      { action, actorId: actor.accountId, subject: 'class_plan', subjectId: id },
    ]);
  }
}

const UNPLACED = { roomId: null, weekday: null, slot: null, startDate: null, why: null };

/** What is said to whoever changes a class that somebody removed meanwhile. */
export const REMOVED = '刚才有人把这个班从排课里去掉了。您填的都在，还要开就加进来';

/** A class whose wishes change loses the place it had, unless that place is one of them. */
const columnsOf = ({ weekdays, slots, fixed, ...wish }: ClassWish) => ({
  ...wish,
  weekdays: weekdays.join(','),
  slots: slots.join(','),
  isFixed: fixed !== null,
  roomId: fixed?.roomId ?? null,
  weekday: fixed?.weekday ?? null,
  slot: fixed?.slot ?? null,
  startDate: fixed?.startDate ?? null,
  why: null,
});
