import { Module } from '@nestjs/common';
import { SitesModule } from '../sites/sites.module';
import { TermsModule } from '../terms/terms.module';
import { CalendarQueries } from './calendar.queries';
import { CalendarService } from './calendar.service';
import { CountyCalendarController } from './http/county-calendar.controller';
import { SchoolCalendarController } from './http/school-calendar.controller';

/** The days that are marked and why. */
@Module({
  imports: [SitesModule, TermsModule],
  controllers: [CountyCalendarController, SchoolCalendarController],
  providers: [CalendarQueries, CalendarService],
  exports: [CalendarQueries],
})
export class CalendarModule {}
