import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { AdmissionQueries } from './admission.queries';
import { AdmissionWriter } from './admission.writer';
import { ClassChanges } from './class-changes.service';
import { EnrollmentMail } from './enrollment.mail';
import { Enrolling } from './enrolling.service';
import { QueuePromotion } from './queue-promotion';
import { QueueQueries } from './queue.queries';
import { QueueWorker } from './queue.worker';
import { EnrollmentsQueries } from './enrollments.queries';
import { CalendarController } from './http/calendar.controller';
import { ClassController } from './http/class.controller';
import { EnrollmentController } from './http/enrollment.controller';
import { Releasing } from './releasing.service';

@Module({
  imports: [CurriculumModule, SchedulingModule],
  controllers: [CalendarController, ClassController, EnrollmentController],
  providers: [
    AdmissionQueries,
    AdmissionWriter,
    ClassChanges,
    EnrollmentMail,
    EnrollmentsQueries,
    Enrolling,
    QueuePromotion,
    QueueQueries,
    QueueWorker,
    Releasing,
  ],
  exports: [AdmissionQueries, EnrollmentsQueries, Enrolling, QueuePromotion, Releasing],
})
export class EnrollmentModule {}
