import { Module } from '@nestjs/common';
import { EnrollmentModule } from '../enrollment/enrollment.module';
import { DrawRecords } from './draw-records.service';
import { DrawWorker } from './draw.worker';
import { Drawing } from './drawing.service';
import { DrawsQueries } from './draws.queries';

/** 摇号: holding draws and showing them so that anybody can check them. */
@Module({
  imports: [EnrollmentModule],
  providers: [DrawRecords, DrawWorker, Drawing, DrawsQueries],
})
export class DrawsModule {}
