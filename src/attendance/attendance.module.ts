import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module';
import { EnrollmentModule } from '../enrollment/enrollment.module';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { sql } from '../shared/database/sql';
import { Purges } from '../shared/purging/purges';
import { SitesModule } from '../sites/sites.module';
import { AbsencesQueries } from './absences.queries';
import { AbsencesWorker } from './absences.worker';
import { CheckInsQueries } from './check-ins.queries';
import { CheckIns } from './check-ins.service';
import { DoorQueries } from './door.queries';
import { CheckInController } from './http/check-in.controller';
import { CodeController } from './http/code.controller';
import { DoorController } from './http/door.controller';
import { OwnLessonsController } from './http/own-lessons.controller';
import { Leaves } from './leaves.service';
import { KeptTicksController } from './http/kept-ticks.controller';
import { RegisterController } from './http/register.controller';
import { WalkInController } from './http/walk-in.controller';
import { WalkIns } from './walk-ins.service';
import { MarksWriter } from './marks.writer';
import { RegisterQueries } from './register.queries';
import { TicksQueries } from './ticks.queries';
import { Ticks } from './ticks.service';

/** Long after the last day on which an evening can be corrected. */
const KEPT_DAYS = 30;

/** Who came to an evening, as it was noted at the classroom door. */
@Module({
  imports: [SitesModule, SchedulingModule, EnrollmentModule, DeskModule],
  controllers: [
    OwnLessonsController,
    CheckInController,
    CodeController,
    DoorController,
    KeptTicksController,
    RegisterController,
    WalkInController,
  ],
  providers: [
    AbsencesQueries,
    AbsencesWorker,
    Leaves,
    CheckIns,
    CheckInsQueries,
    DoorQueries,
    MarksWriter,
    RegisterQueries,
    Ticks,
    TicksQueries,
    WalkIns,
  ],
})
export class AttendanceModule {
  constructor(purges: Purges) {
    const before = (now: Date): Date => new Date(now.getTime() - KEPT_DAYS * 86_400_000);
    purges.add(
      {
        table: 'last_tick',
        key: ['session_id', 'enrollment_id'],
        expired: (now) => sql`at < ${before(now)}`,
      },
      {
        table: 'wrong_code',
        key: ['session_id', 'account_id'],
        expired: (now) => sql`last_at < ${before(now)}`,
      },
    );
  }
}
