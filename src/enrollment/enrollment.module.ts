import { Module } from '@nestjs/common';
import { AdmissionQueries } from './admission.queries';
import { AdmissionWriter } from './admission.writer';
import { EnrollmentMail } from './enrollment.mail';
import { Enrolling } from './enrolling.service';
import { QueuePromotion } from './queue-promotion';
import { QueueQueries } from './queue.queries';
import { QueueWorker } from './queue.worker';
import { Releasing } from './releasing.service';

@Module({
  providers: [
    AdmissionQueries,
    AdmissionWriter,
    EnrollmentMail,
    Enrolling,
    QueuePromotion,
    QueueQueries,
    QueueWorker,
    Releasing,
  ],
  exports: [AdmissionQueries, Enrolling, QueuePromotion, Releasing],
})
export class EnrollmentModule {}
