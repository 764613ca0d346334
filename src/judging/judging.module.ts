import { Module } from '@nestjs/common';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { SitesModule } from '../sites/sites.module';
import { GoingAhead } from './going-ahead.service';
import { GoAheadsController } from './http/go-aheads.controller';
import { JudgementsController } from './http/judgements.controller';
import { JudgementsQueries } from './judgements.queries';

/** 开班判断: three days before its first evening somebody decides about a class with too few. */
@Module({
  imports: [SitesModule, SchedulingModule],
  controllers: [JudgementsController, GoAheadsController],
  providers: [GoingAhead, JudgementsQueries],
  exports: [JudgementsQueries],
})
export class JudgingModule {}
