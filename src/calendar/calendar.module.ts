import { Module } from '@nestjs/common';
import { CalendarQueries } from './calendar.queries';

/** Terms, and the days that are marked and why. */
@Module({ providers: [CalendarQueries], exports: [CalendarQueries] })
export class CalendarModule {}
