import { Module } from '@nestjs/common';
import { SitesModule } from '../sites/sites.module';
import { CoursesQueries } from './courses.queries';
import { CoursesController } from './http/courses.controller';

/** The courses, their lesson plans and the tracks that lead through the tiers. */
@Module({
  imports: [SitesModule],
  controllers: [CoursesController],
  providers: [CoursesQueries],
  exports: [CoursesQueries],
})
export class CurriculumModule {}
