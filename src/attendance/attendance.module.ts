import { Module } from '@nestjs/common';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { SitesModule } from '../sites/sites.module';
import { DoorQueries } from './door.queries';
import { DoorController } from './http/door.controller';
import { Ticks } from './ticks.service';

/** Who came to an evening, as it was noted at the classroom door. */
@Module({
  imports: [SitesModule, SchedulingModule],
  controllers: [DoorController],
  providers: [DoorQueries, Ticks],
})
export class AttendanceModule {}
