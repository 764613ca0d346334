import { DynamicModule, Module } from '@nestjs/common';
import { AttendanceModule } from './attendance/attendance.module';
import { CalendarModule } from './calendar/calendar.module';
import { CurriculumModule } from './curriculum/curriculum.module';
import { DeskModule } from './desk/desk.module';
import { DrawsModule } from './draws/draws.module';
import { EnrollmentModule } from './enrollment/enrollment.module';
import { FeedsModule } from './feeds/feeds.module';
import { IdentityModule } from './identity/identity.module';
import { JudgingModule } from './judging/judging.module';
import { OperationsModule } from './operations/operations.module';
import { PortalModule } from './portal/portal.module';
import { ReschedulingModule } from './rescheduling/rescheduling.module';
import { SchedulingModule } from './scheduling/scheduling.module';
import { Config } from './shared/config/config';
import { Database } from './shared/database/database';
import { SharedModule } from './shared/shared.module';
import { SitesModule } from './sites/sites.module';
import { StandingModule } from './standing/standing.module';
import { TermsModule } from './terms/terms.module';
import { TimetableModule } from './timetable/timetable.module';
import { PrefaceModule } from './preface/preface.module';
import { PolicyModule } from './policy/policy.module';
import { PlanningModule } from './planning/planning.module';

/** The modules in the order of their dependencies; each knows only those before it. */
@Module({})
export class AppModule {
  static with(config: Config, database: Database): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SharedModule.with(config, database),
        SitesModule,
        IdentityModule,
        OperationsModule,
        CurriculumModule,
        TermsModule,
        CalendarModule,
        SchedulingModule,
        JudgingModule,
        StandingModule,
        EnrollmentModule,
        ReschedulingModule,
        DeskModule,
        DrawsModule,
        AttendanceModule,
        TimetableModule,
        FeedsModule,
        PlanningModule,
        PolicyModule,
        PrefaceModule,
        PortalModule,
      ],
    };
  }
}
