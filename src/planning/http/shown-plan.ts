import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import type { ScopedPlan } from '../plan-scope.service';
import { PlansQueries } from '../plans.queries';
import { planShow } from './plan.page';

interface Refused {
  problem: string;
  seen: string | null;
}

/** A plan with all that its page says, for whoever shows it. */
@Injectable()
export class ShownPlan {
  constructor(
    private readonly queries: PlansQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * @param refused why the last press was refused, and what its page had shown when that is not
   * there any more
   */
  async model(plan: ScopedPlan, refused: Refused = { problem: '', seen: null }) {
    const [classes, hours] = await Promise.all([
      this.queries.classes(plan.id),
      this.queries.hours(plan.id),
    ]);
    return planShow({ plan, classes, hours, ...refused }, this.clock.now());
  }
}
