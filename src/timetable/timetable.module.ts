import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module';
import { SitesModule } from '../sites/sites.module';
import { TimetableController } from './http/timetable.controller';
import { WeekQueries } from './week.queries';

/** 周课表: what stands in the rooms of a school, evening by evening. */
@Module({
  imports: [SitesModule, CalendarModule],
  controllers: [TimetableController],
  providers: [WeekQueries],
})
export class TimetableModule {}
