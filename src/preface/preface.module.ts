import { Module } from '@nestjs/common';
import { PolicyModule } from '../policy/policy.module';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { SitesModule } from '../sites/sites.module';
import { DueQueuesQueries } from './due-queues.queries';
import { PrefaceListener } from './preface.listener';
import { PrefaceWorker } from './preface.worker';
import { QueueFactsQueries } from './queue-facts.queries';
import { QueuesWriter } from './queues.writer';
import { Replanning } from './replanning.service';

/** 课前传达: what every evening begins with, who says it, and whom it reaches. */
@Module({
  imports: [SitesModule, SchedulingModule, PolicyModule],
  providers: [
    DueQueuesQueries,
    PrefaceListener,
    PrefaceWorker,
    QueueFactsQueries,
    QueuesWriter,
    Replanning,
  ],
})
export class PrefaceModule {}
