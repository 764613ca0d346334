import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import type { ScopedPlan } from '../plan-scope.service';
import { PlansQueries } from '../plans.queries';
import { planShow } from './plan.page';

/** A plan with all that its page says, for whoever shows it. */
@Injectable()
export class ShownPlan {
  constructor(
    private readonly queries: PlansQueries,
    private readonly clock: Clock,
  ) {}

  /** @param problem why the last press was refused */
  async model(plan: ScopedPlan, problem = '') {
    const [classes, hours] = await Promise.all([
      this.queries.classes(plan.id),
      this.queries.hours(plan.id),
    ]);
    return planShow({ plan, classes, hours, problem }, this.clock.now());
  }
}
