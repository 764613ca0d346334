import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/web/actor';
import { Conflict, NotFound } from '../shared/web/errors';
import { SchoolRow, SchoolsQueries } from '../sites/schools.queries';
import { PlanRow, PlansQueries } from './plans.queries';

/** A plan with the schools it is for, in the order of the tree. */
export interface ScopedPlan extends PlanRow {
  schools: SchoolRow[];
}

/** Loads a plan for somebody who may plan at all its schools; for anyone else it does not exist. */
@Injectable()
export class PlanScope {
  constructor(
    private readonly plans: PlansQueries,
    private readonly schools: SchoolsQueries,
  ) {}

  /** The schools at which somebody may plan. */
  schoolsOf(actor: Actor): Promise<SchoolRow[]> {
    return this.schools.scopedSchools(actor, 'class.manage');
  }

  async list(actor: Actor): Promise<{ plans: PlanRow[]; schools: SchoolRow[] }> {
    const schools = await this.schoolsOf(actor);
    return { schools, plans: await this.plans.list(schools.map(({ id }) => id)) };
  }

  async find(actor: Actor, planId: string): Promise<ScopedPlan> {
    const [scope, chosen] = await Promise.all([
      this.schoolsOf(actor),
      this.plans.schoolIds(planId),
    ]);
    const plan = await this.plans.find(
      planId,
      scope.map(({ id }) => id),
    );
    if (!plan) throw new NotFound();
    return { ...plan, schools: scope.filter(({ id }) => chosen.includes(id)) };
  }

  /** The same, while it is a draft. */
  async findDraft(actor: Actor, planId: string): Promise<ScopedPlan> {
    const plan = await this.find(actor, planId);
    if (plan.acceptedAt) throw new Conflict('这份排课已经生成班级，请到班级里改');
    return plan;
  }
}
