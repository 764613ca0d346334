import { Module } from '@nestjs/common';
import { EnrollmentModule } from '../enrollment/enrollment.module';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { SitesModule } from '../sites/sites.module';
import { StandingModule } from '../standing/standing.module';
import { CallsQueries } from './calls.queries';
import { DeskEnrolling } from './desk-enrolling.service';
import { DeskEntries } from './desk-entries.service';
import { DeskRosters } from './desk-rosters.service';
import { EnrollmentListsQueries } from './enrollment-lists.queries';
import { EnrollmentLists } from './enrollment-lists.service';
import { HouseholdsQueries } from './households.queries';
import { CallsController } from './http/calls.controller';
import { ContactController } from './http/contact.controller';
import { DeskEnrollmentController } from './http/desk-enrollment.controller';
import { EnrollmentListController } from './http/enrollment-list.controller';
import { ListResultController } from './http/list-result.controller';
import { MergerController } from './http/merger.controller';
import { NoShowController } from './http/no-show.controller';
import { PlaceCancellationController } from './http/place-cancellation.controller';
import { RosterController } from './http/roster.controller';
import { ListDrafts } from './list-drafts.service';
import { ListEnrolling } from './list-enrolling.service';
import { ListPreviews } from './list-previews.service';
import { NoShows } from './no-shows.service';
import { RosterQueries } from './roster.queries';

/** What staff do for the people of a class: enrol them, call them, print them, take a place. */
@Module({
  imports: [SitesModule, SchedulingModule, EnrollmentModule, StandingModule],
  controllers: [
    CallsController,
    ContactController,
    DeskEnrollmentController,
    EnrollmentListController,
    ListResultController,
    MergerController,
    NoShowController,
    PlaceCancellationController,
    RosterController,
  ],
  providers: [
    CallsQueries,
    DeskEnrolling,
    DeskEntries,
    DeskRosters,
    EnrollmentLists,
    EnrollmentListsQueries,
    HouseholdsQueries,
    ListDrafts,
    ListEnrolling,
    ListPreviews,
    NoShows,
    RosterQueries,
  ],
  exports: [CallsQueries, DeskEnrolling, DeskRosters],
})
export class DeskModule {}
