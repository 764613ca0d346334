import { Module } from '@nestjs/common';
import { EnrollmentModule } from '../enrollment/enrollment.module';
import { DrawPagesQueries } from './draw-pages.queries';
import { DrawRecords } from './draw-records.service';
import { DrawWorker } from './draw.worker';
import { Drawing } from './drawing.service';
import { DrawsQueries } from './draws.queries';
import { DrawsController } from './http/draws.controller';

/** 摇号: holding draws and showing them so that anybody can check them. */
@Module({
  imports: [EnrollmentModule],
  controllers: [DrawsController],
  providers: [DrawPagesQueries, DrawRecords, DrawWorker, Drawing, DrawsQueries],
})
export class DrawsModule {}
