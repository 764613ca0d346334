import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { StandingModule } from '../standing/standing.module';
import { SitesModule } from '../sites/sites.module';
import { AdmissionQueries } from './admission.queries';
import { AdmissionWriter } from './admission.writer';
import { ClassChanges } from './class-changes.service';
import { Decisions } from './decisions';
import { DecisionsQueries } from './decisions.queries';
import { EnrollmentMail } from './enrollment.mail';
import { Enrolling } from './enrolling.service';
import { QueuePromotion } from './queue-promotion';
import { QueueQueries } from './queue.queries';
import { QueueWorker } from './queue.worker';
import { EnrollmentsQueries } from './enrollments.queries';
import { ClassJsonController } from './http/class-json.controller';
import { NewsReceiptsController } from './http/news-receipts.controller';
import { ClassController } from './http/class.controller';
import { OpeningController } from './http/opening.controller';
import { Presses } from './http/presses';
import { WaitingRoom } from './http/waiting-room';
import { PressLimit } from './press-limit';
import { EnrollmentController } from './http/enrollment.controller';
import { WishesController } from './http/wishes.controller';
import { MergerQueries } from './merger.queries';
import { Merging } from './merging.service';
import { PlaceNewsQueries } from './place-news.queries';
import { PlaceNews } from './place-news.service';
import { Releasing } from './releasing.service';
import { WishesQueries } from './wishes.queries';
import { Wishing } from './wishing.service';
import { Withdrawing } from './withdrawing.service';

@Module({
  imports: [SitesModule, CurriculumModule, SchedulingModule, StandingModule],
  controllers: [
    ClassJsonController,
    ClassController,
    EnrollmentController,
    OpeningController,
    WishesController,
    NewsReceiptsController,
  ],
  providers: [
    AdmissionQueries,
    AdmissionWriter,
    ClassChanges,
    Decisions,
    DecisionsQueries,
    EnrollmentMail,
    EnrollmentsQueries,
    Enrolling,
    MergerQueries,
    Merging,
    PressLimit,
    Presses,
    PlaceNews,
    PlaceNewsQueries,
    QueuePromotion,
    QueueQueries,
    QueueWorker,
    WaitingRoom,
    Releasing,
    WishesQueries,
    Wishing,
    Withdrawing,
  ],
  exports: [
    AdmissionQueries,
    Decisions,
    EnrollmentMail,
    EnrollmentsQueries,
    Enrolling,
    Merging,
    PlaceNewsQueries,
    QueuePromotion,
    Releasing,
  ],
})
export class EnrollmentModule {}
