import { Module } from '@nestjs/common';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { SitesModule } from '../sites/sites.module';
import { DeskFeeds } from './desk-feeds.service';
import { FeedFiles } from './feed-files.service';
import { FeedLinksQueries } from './feed-links.queries';
import { FeedLinks } from './feed-links.service';
import { FeedsQueries } from './feeds.queries';
import { CalendarFilesController } from './http/calendar-files.controller';
import { ClassCalendarController } from './http/class-calendar.controller';
import { DeskFeedsController } from './http/desk-feeds.controller';
import { NoticesController } from './http/notices.controller';
import { OwnLinksController } from './http/own-links.controller';
import { PostersController } from './http/posters.controller';
import { SchoolWeeks } from './school-weeks.service';

/** The evenings in the calendars of phones: of a class, a learner, a teacher, a room, a school. */
@Module({
  imports: [SitesModule, SchedulingModule],
  controllers: [
    CalendarFilesController,
    ClassCalendarController,
    DeskFeedsController,
    NoticesController,
    OwnLinksController,
    PostersController,
  ],
  providers: [DeskFeeds, FeedFiles, FeedLinks, FeedLinksQueries, FeedsQueries, SchoolWeeks],
})
export class FeedsModule {}
