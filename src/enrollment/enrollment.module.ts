import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { SitesModule } from '../sites/sites.module';
import { AdmissionQueries } from './admission.queries';
import { AdmissionWriter } from './admission.writer';
import { CalendarLinks } from './calendar-links.service';
import { ClassChanges } from './class-changes.service';
import { Decisions } from './decisions';
import { EnrollmentMail } from './enrollment.mail';
import { Enrolling } from './enrolling.service';
import { QueuePromotion } from './queue-promotion';
import { QueueQueries } from './queue.queries';
import { QueueWorker } from './queue.worker';
import { EnrollmentsQueries } from './enrollments.queries';
import { DeskRosters } from './desk-rosters.service';
import { CalendarLinksController } from './http/calendar-links.controller';
import { CalendarController } from './http/calendar.controller';
import { ClassJsonController } from './http/class-json.controller';
import { DeskEnrollmentController } from './http/desk-enrollment.controller';
import { DeskPlaceController } from './http/desk-place.controller';
import { MyCalendarController } from './http/my-calendar.controller';
import { RosterController } from './http/roster.controller';
import { RosterQueries } from './roster.queries';
import { ClassController } from './http/class.controller';
import { EnrollmentController } from './http/enrollment.controller';
import { Releasing } from './releasing.service';

@Module({
  imports: [SitesModule, CurriculumModule, SchedulingModule],
  controllers: [
    CalendarController,
    CalendarLinksController,
    ClassJsonController,
    ClassController,
    DeskEnrollmentController,
    DeskPlaceController,
    EnrollmentController,
    MyCalendarController,
    RosterController,
  ],
  providers: [
    AdmissionQueries,
    AdmissionWriter,
    CalendarLinks,
    ClassChanges,
    Decisions,
    DeskRosters,
    EnrollmentMail,
    EnrollmentsQueries,
    Enrolling,
    QueuePromotion,
    QueueQueries,
    QueueWorker,
    Releasing,
    RosterQueries,
  ],
  exports: [
    AdmissionQueries,
    Decisions,
    EnrollmentMail,
    EnrollmentsQueries,
    Enrolling,
    QueuePromotion,
    Releasing,
  ],
})
export class EnrollmentModule {}
