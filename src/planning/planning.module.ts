import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module';
import { CurriculumModule } from '../curriculum/curriculum.module';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { SitesModule } from '../sites/sites.module';
import { TermsModule } from '../terms/terms.module';
import { Accepting } from './accepting.service';
import { ClassListsController } from './http/class-lists.controller';
import { PlanChoices } from './http/plan-choices';
import { PlannedClassEditsController } from './http/planned-class-edits.controller';
import { PlannedClassesController } from './http/planned-classes.controller';
import { PlanEditsController } from './http/plan-edits.controller';
import { PlansController } from './http/plans.controller';
import { ProposalsController } from './http/proposals.controller';
import { ShownPlan } from './http/shown-plan';
import { TeacherHoursController } from './http/teacher-hours.controller';
import { PlanScope } from './plan-scope.service';
import { Planning } from './planning.service';
import { PlansQueries } from './plans.queries';
import { Proposing } from './proposing.service';

/** 学期排课: a whole term of classes drafted, placed and accepted at once. */
@Module({
  imports: [SitesModule, CurriculumModule, TermsModule, CalendarModule, SchedulingModule],
  controllers: [
    PlansController,
    PlanEditsController,
    ProposalsController,
    PlannedClassesController,
    PlannedClassEditsController,
    ClassListsController,
    TeacherHoursController,
  ],
  providers: [Accepting, PlanChoices, PlanScope, Planning, PlansQueries, Proposing, ShownPlan],
})
export class PlanningModule {}
