import { Controller, Get, Param, Query } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { NotFound } from '../../shared/web/errors';
import { page, Page } from '../../shared/web/page';
import { CachedPage } from '../../shared/web/page.interceptor';
import { categories } from '../categories';
import { CourseFilter, CoursesQueries } from '../courses.queries';
import { tiers } from '../tiers';
import { coursesIndex, courseShow } from './courses.page';

/** A curriculum is read as a whole; the bound keeps the page finite. */
const MOST = 300;

/** Values that the page never offered are read as no filter. */
const filterOf = (query: Record<string, unknown>): CourseFilter => ({
  category: categories.find((code) => code === query.category),
  tier: tiers.find((code) => code === query.tier),
});

/** The courses as everyone sees them. */
@Controller('courses')
@Access('public')
export class CoursesController {
  constructor(private readonly courses: CoursesQueries) {}

  @Get()
  @CachedPage()
  async index(@Query() query: Record<string, unknown>): Promise<Page> {
    const filter = filterOf(query);
    const found = await this.courses.list(filter, MOST);
    return page('curriculum/courses', coursesIndex(found, filter), {
      title: '课程',
      tab: 'courses',
    });
  }

  @Get(':courseId')
  @CachedPage()
  async show(@Param('courseId') courseId: string): Promise<Page> {
    const course = await this.courses.show(courseId);
    if (!course.isListed) throw new NotFound();
    const track = await this.courses.ladder(course.trackId);
    return page('curriculum/course', courseShow(course, track), {
      title: course.title,
      tab: 'courses',
    });
  }
}
