import { Module } from '@nestjs/common';
import { EnrollmentModule } from '../enrollment/enrollment.module';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { SitesModule } from '../sites/sites.module';
import { CheckInsQueries } from './check-ins.queries';
import { CheckIns } from './check-ins.service';
import { DoorQueries } from './door.queries';
import { CheckInController } from './http/check-in.controller';
import { CodeController } from './http/code.controller';
import { DoorController } from './http/door.controller';
import { Ticks } from './ticks.service';

/** Who came to an evening, as it was noted at the classroom door. */
@Module({
  imports: [SitesModule, SchedulingModule, EnrollmentModule],
  controllers: [CheckInController, CodeController, DoorController],
  providers: [CheckIns, CheckInsQueries, DoorQueries, Ticks],
})
export class AttendanceModule {}
