import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module';
import { EnrollmentModule } from '../enrollment/enrollment.module';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { JudgingModule } from '../judging/judging.module';
import { OperationsModule } from '../operations/operations.module';
import { SitesModule } from '../sites/sites.module';
import { DeskController } from './http/desk.controller';
import { HelpController } from './http/help.controller';
import { HomeController } from './http/home.controller';
import { MyController } from './http/my.controller';

/** Pages that gather from several modules. */
@Module({
  imports: [
    SitesModule,
    OperationsModule,
    SchedulingModule,
    JudgingModule,
    EnrollmentModule,
    DeskModule,
  ],
  controllers: [HomeController, MyController, DeskController, HelpController],
})
export class PortalModule {}
