import { Injectable } from '@nestjs/common';
import { CoursesQueries } from '../../curriculum/courses.queries';
import { RoomsQueries } from '../../sites/rooms.queries';
import type { ScopedPlan } from '../plan-scope.service';

/** What the classes of a plan may choose from. */
@Injectable()
export class PlanChoices {
  constructor(
    private readonly courses: CoursesQueries,
    private readonly rooms: RoomsQueries,
  ) {}

  async of(plan: ScopedPlan) {
    const [courses, rooms] = await Promise.all([
      this.courses.all(),
      this.rooms.openAt(plan.schools.map(({ id }) => id)),
    ]);
    return { courses, rooms, schools: plan.schools, days: [plan.firstDay, plan.lastDay] as const };
  }
}
