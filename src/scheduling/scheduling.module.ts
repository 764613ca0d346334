import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module';
import { CurriculumModule } from '../curriculum/curriculum.module';
import { SitesModule } from '../sites/sites.module';
import { TermsModule } from '../terms/terms.module';
import { Adjusting } from './adjusting.service';
import { CatalogueQueries } from './catalogue.queries';
import { DeskClasses } from './desk-classes.service';
import { Halting } from './halting.service';
import { CatalogueController } from './http/catalogue.controller';
import { ClassEditsController } from './http/class-edits.controller';
import { ClassPlansController } from './http/class-plans.controller';
import { ClassesDeskController } from './http/classes-desk.controller';
import { HaltingController } from './http/halting.controller';
import { ClassProposalsController } from './http/class-proposals.controller';
import { PublicationsController } from './http/publications.controller';
import { ResumptionsController } from './http/resumptions.controller';
import { Draws } from './draws.service';
import { NightClassEvents } from './night-class.events';
import { NightClasses } from './night-class.service';
import { NightClassesQueries } from './night-classes.queries';
import { Publishing } from './publishing.service';
import { Resuming } from './resuming.service';
import { RuleChanges } from './rule-changes.service';
import { TimetableQueries } from './timetable.queries';
import { Timetable } from './timetable.service';

/** Night classes: the catalogue, planning them at a school, publishing and calling off. */
@Module({
  imports: [SitesModule, CurriculumModule, TermsModule, CalendarModule],
  controllers: [
    CatalogueController,
    ClassesDeskController,
    ClassPlansController,
    ClassEditsController,
    ClassProposalsController,
    PublicationsController,
    HaltingController,
    ResumptionsController,
  ],
  providers: [
    Adjusting,
    CatalogueQueries,
    DeskClasses,
    Halting,
    Draws,
    NightClassEvents,
    NightClasses,
    NightClassesQueries,
    Publishing,
    Resuming,
    RuleChanges,
    Timetable,
    TimetableQueries,
  ],
  exports: [
    NightClasses,
    DeskClasses,
    Halting,
    NightClassEvents,
    NightClassesQueries,
    RuleChanges,
    Timetable,
  ],
})
export class SchedulingModule {}
