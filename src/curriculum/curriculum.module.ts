import { Module } from '@nestjs/common';
import { OperationsModule } from '../operations/operations.module';
import { SitesModule } from '../sites/sites.module';
import { CoursesQueries } from './courses.queries';
import { CoursesService } from './courses.service';
import { CenterController } from './http/center.controller';
import { CourseDeskController } from './http/course-desk.controller';
import { CourseListingsController } from './http/course-listings.controller';
import { CoursesController } from './http/courses.controller';

/** The courses, their lesson plans and the tracks that lead through the tiers. */
@Module({
  imports: [SitesModule, OperationsModule],
  controllers: [
    CoursesController,
    CenterController,
    CourseDeskController,
    CourseListingsController,
  ],
  providers: [CoursesQueries, CoursesService],
  exports: [CoursesQueries],
})
export class CurriculumModule {}
