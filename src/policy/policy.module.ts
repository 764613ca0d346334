import { Module } from '@nestjs/common';
import { PolicyBriefEvents } from './policy-brief.events';
import { PolicyBriefsQueries } from './policy-briefs.queries';

/** 政策传真: how a brief is written, reviewed, published and ended. */
@Module({
  providers: [PolicyBriefEvents, PolicyBriefsQueries],
  exports: [PolicyBriefEvents, PolicyBriefsQueries],
})
export class PolicyModule {}
