import { Module } from '@nestjs/common';
import { StandingMail } from './standing.mail';
import { StandingQueries } from './standing.queries';
import { Standing } from './standing.service';

/** 信用提醒: what happened, when it expires, the appeal and its answer. */
@Module({
  providers: [Standing, StandingMail, StandingQueries],
  exports: [Standing, StandingQueries],
})
export class StandingModule {}
