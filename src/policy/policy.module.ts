import { Module } from '@nestjs/common';
import { SitesModule } from '../sites/sites.module';
import { BriefEnding } from './brief-ending.service';
import { BriefHandsQueries } from './brief-hands.queries';
import { BriefResponsesQueries } from './brief-responses.queries';
import { BriefResponses } from './brief-responses.service';
import { BriefReviewing } from './brief-reviewing.service';
import { BriefReviewsQueries } from './brief-reviews.queries';
import { BriefWriting } from './brief-writing.service';
import { BriefsExpiryWorker } from './briefs-expiry.worker';
import { BriefsQueries } from './briefs.queries';
import { BriefLists } from './http/brief-lists';
import { BriefReviewsController } from './http/brief-reviews.controller';
import { BriefsController } from './http/briefs.controller';
import { CenterBriefsController } from './http/center-briefs.controller';
import { DeskBriefsController } from './http/desk-briefs.controller';
import { PolicyController } from './http/policy.controller';
import { ResponsesController } from './http/responses.controller';
import { ShownBrief } from './http/shown-brief';
import { WithdrawalsController } from './http/withdrawals.controller';
import { PolicyBriefEvents } from './policy-brief.events';
import { PolicyBriefsQueries } from './policy-briefs.queries';
import { PublicBriefsQueries } from './public-briefs.queries';

/** 政策传真: how a brief is written, reviewed, published and ended. */
@Module({
  imports: [SitesModule],
  controllers: [
    DeskBriefsController,
    CenterBriefsController,
    BriefsController,
    BriefReviewsController,
    WithdrawalsController,
    PolicyController,
    ResponsesController,
  ],
  providers: [
    BriefEnding,
    BriefHandsQueries,
    BriefLists,
    BriefResponses,
    BriefResponsesQueries,
    BriefReviewing,
    BriefReviewsQueries,
    BriefWriting,
    BriefsExpiryWorker,
    BriefsQueries,
    PolicyBriefEvents,
    PolicyBriefsQueries,
    PublicBriefsQueries,
    ShownBrief,
  ],
  exports: [PolicyBriefEvents, PolicyBriefsQueries],
})
export class PolicyModule {}
