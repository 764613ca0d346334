import { Controller, Get, Param, Post } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { pressed } from '../../shared/web/bind';
import { Conflict } from '../../shared/web/errors';
import { page, Page, Redirect } from '../../shared/web/page';
import { centerDesk } from '../../sites/desk-frame';
import { requireCentre } from '../../sites/site.rules';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { CoursesQueries } from '../courses.queries';
import { CoursesService } from '../courses.service';
import { courseDeskPaths } from '../curriculum.paths';
import { courseUnlisting } from './course-desk.page';

/** Taking a course off the public list, and putting it back. */
@Controller('center/courses/:courseId')
@Access('course.manage')
export class CourseListingsController {
  constructor(
    private readonly courses: CoursesQueries,
    private readonly service: CoursesService,
    private readonly submission: Submission,
  ) {}

  @Get('unlisting')
  async confirm(@Param('courseId') courseId: string, @CurrentActor() actor: Actor): Promise<Page> {
    requireCentre(actor, 'course.manage');
    const model = courseUnlisting(await this.courses.show(courseId));
    return page('curriculum/course-unlisting', model, {
      title: '下架课程',
      layout: 'desk',
      desk: centerDesk('courses'),
    });
  }

  @Post('unlisting')
  unlist(@Param('courseId') courseId: string, @SentForm() sent: Sent): Promise<Redirect> {
    return this.set(sent, courseId, false);
  }

  @Post('listing')
  list(@Param('courseId') courseId: string, @SentForm() sent: Sent): Promise<Redirect> {
    return this.set(sent, courseId, true);
  }

  private async set(sent: Sent, courseId: string, listed: boolean): Promise<Redirect> {
    requireCentre(sent.actor, 'course.manage');
    const course = await this.courses.show(courseId);
    const said = listed ? `${course.title}已重新上架` : `${course.title}已下架`;
    const done = await this.submission.run(sent, pressed(sent.body), said, async () => {
      await this.service.setListed(sent.actor, course.id, listed);
      return courseDeskPaths.index();
    });
    if (!done) throw new Conflict('请刷新课程列表后再试');
    return done;
  }
}
