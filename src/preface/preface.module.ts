import { Module } from '@nestjs/common';
import { PolicyModule } from '../policy/policy.module';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { SitesModule } from '../sites/sites.module';
import { ComingQueuesQueries } from './coming-queues.queries';
import { CountyPins } from './county-pins.service';
import { Deliveries } from './deliveries.service';
import { DueQueuesQueries } from './due-queues.queries';
import { EveningQueuesQueries } from './evening-queues.queries';
import { CountyPinsQueries } from './county-pins.queries';
import { CenterPrefaceController } from './http/center-preface.controller';
import { SchoolPrefaceController } from './http/school-preface.controller';
import { HeardController } from './http/heard.controller';
import { HeardQueries } from './heard.queries';
import { PresentController } from './http/present.controller';
import { ReachController } from './http/reach.controller';
import { ReachQueries } from './reach.queries';
import { ReachReports } from './reach.service';
import { QueueController } from './http/queue.controller';
import { PrefaceListener } from './preface.listener';
import { PrefaceWorker } from './preface.worker';
import { QueueEditing } from './queue-editing.service';
import { QueueFactsQueries } from './queue-facts.queries';
import { QueuesWriter } from './queues.writer';
import { Replanning } from './replanning.service';

/** 课前传达: what every evening begins with, who says it, and whom it reaches. */
@Module({
  imports: [SitesModule, SchedulingModule, PolicyModule],
  controllers: [
    SchoolPrefaceController,
    CenterPrefaceController,
    QueueController,
    PresentController,
    HeardController,
    ReachController,
  ],
  providers: [
    ComingQueuesQueries,
    CountyPins,
    CountyPinsQueries,
    Deliveries,
    DueQueuesQueries,
    EveningQueuesQueries,
    HeardQueries,
    PrefaceListener,
    PrefaceWorker,
    QueueEditing,
    QueueFactsQueries,
    QueuesWriter,
    ReachQueries,
    ReachReports,
    Replanning,
  ],
})
export class PrefaceModule {}
