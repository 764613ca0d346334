import { Module } from '@nestjs/common';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { SitesModule } from '../sites/sites.module';
import { DeskEvenings } from './desk-evenings.service';
import { EveningCancelling } from './evening-cancelling.service';
import { EveningsQueries } from './evenings.queries';
import { EveningCancellationsController } from './http/evening-cancellations.controller';
import { EveningChangesController } from './http/evening-changes.controller';
import { Rescheduling } from './rescheduling.service';
import { WholeClass } from './whole-class.service';

/** Exceptions: one evening, or it and all that follow, elsewhere, at another time, or not at all. */
@Module({
  imports: [SitesModule, SchedulingModule],
  controllers: [EveningChangesController, EveningCancellationsController],
  providers: [DeskEvenings, EveningCancelling, EveningsQueries, Rescheduling, WholeClass],
})
export class ReschedulingModule {}
