import { Module } from '@nestjs/common';
import { SitesModule } from '../sites/sites.module';
import { DeskFeeds } from './desk-feeds.service';
import { FeedFiles } from './feed-files.service';
import { FeedLinksQueries } from './feed-links.queries';
import { FeedLinks } from './feed-links.service';
import { FeedsQueries } from './feeds.queries';
import { CalendarFilesController } from './http/calendar-files.controller';
import { ClassCalendarController } from './http/class-calendar.controller';
import { DeskFeedsController } from './http/desk-feeds.controller';
import { OwnLinksController } from './http/own-links.controller';

/** The evenings in the calendars of phones: of a class, a learner, a teacher, a room, a school. */
@Module({
  imports: [SitesModule],
  controllers: [
    CalendarFilesController,
    ClassCalendarController,
    DeskFeedsController,
    OwnLinksController,
  ],
  providers: [DeskFeeds, FeedFiles, FeedLinks, FeedLinksQueries, FeedsQueries],
})
export class FeedsModule {}
