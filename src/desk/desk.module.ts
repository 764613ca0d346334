import { Module } from '@nestjs/common';
import { EnrollmentModule } from '../enrollment/enrollment.module';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { SitesModule } from '../sites/sites.module';
import { DeskRosters } from './desk-rosters.service';
import { DeskEnrollmentController } from './http/desk-enrollment.controller';
import { DeskPlaceController } from './http/desk-place.controller';
import { RosterController } from './http/roster.controller';
import { RosterQueries } from './roster.queries';

/** What staff do for the people of a class: enrol them, call them, print them, take a place. */
@Module({
  imports: [SitesModule, SchedulingModule, EnrollmentModule],
  controllers: [DeskEnrollmentController, DeskPlaceController, RosterController],
  providers: [DeskRosters, RosterQueries],
})
export class DeskModule {}
