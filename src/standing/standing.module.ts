import { Module } from '@nestjs/common';
import { SitesModule } from '../sites/sites.module';
import { Appeals } from './appeals.service';
import { AppealsController } from './http/appeals.controller';
import { StandingController } from './http/standing.controller';
import { StandingMail } from './standing.mail';
import { StandingQueries } from './standing.queries';
import { Standing } from './standing.service';

/** 信用提醒: what happened, when it expires, the appeal and its answer. */
@Module({
  imports: [SitesModule],
  controllers: [StandingController, AppealsController],
  providers: [Appeals, Standing, StandingMail, StandingQueries],
  exports: [Standing, StandingQueries],
})
export class StandingModule {}
