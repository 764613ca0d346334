import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form } from '../../shared/web/bind';
import { invalid, page, Page, PageOptions, Redirect } from '../../shared/web/page';
import { pageNumber, pager } from '../../shared/web/paging';
import { centerDesk } from '../../sites/desk-frame';
import { requireCentre } from '../../sites/site.rules';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { CourseDetail, CoursesQueries } from '../courses.queries';
import { CoursesService } from '../courses.service';
import { courseDeskPaths } from '../curriculum.paths';
import { blankCourse, CourseForm, courseInput, draftOf, judgePlan } from './course.form';
import { courseDeskIndex, courseForm } from './course-desk.page';

const PAGE_SIZE = 30;
const options = (title: string): PageOptions => ({
  title,
  layout: 'desk',
  desk: centerDesk('courses'),
});

/** The curriculum, kept by the centre. */
@Controller('center/courses')
@Access('course.manage')
export class CourseDeskController {
  constructor(
    private readonly courses: CoursesQueries,
    private readonly service: CoursesService,
    private readonly submission: Submission,
  ) {}

  @Get()
  async index(@Query('page') asked: unknown, @CurrentActor() actor: Actor): Promise<Page> {
    requireCentre(actor, 'course.manage');
    const number = pageNumber(asked);
    const filter = { unlisted: true };
    const [found, total] = await Promise.all([
      this.courses.list(filter, PAGE_SIZE, (number - 1) * PAGE_SIZE),
      this.courses.count(filter),
    ]);
    const href = (n: number) => `${courseDeskPaths.index()}?page=${n}`;
    const model = courseDeskIndex(found, pager(number, PAGE_SIZE, total, href));
    return page('curriculum/course-desk', model, options('课程'));
  }

  @Get('new')
  async new(@CurrentActor() actor: Actor): Promise<Page> {
    requireCentre(actor, 'course.manage');
    const model = courseForm(emptyForm(CourseForm, blankCourse), await this.courses.tracks(), null);
    return page('curriculum/course-form', model, options('添加课程'));
  }

  @Post()
  async create(@SentForm() sent: Sent): Promise<Page | Redirect> {
    requireCentre(sent.actor, 'course.manage');
    const form = judgePlan(bind(CourseForm, sent.body));
    const done = await this.submission.run(sent, form, '已添加课程', async (values) => {
      await this.service.create(sent.actor, draftOf(values));
      return courseDeskPaths.index();
    });
    return done ?? this.again(form, null);
  }

  @Get(':courseId/edit')
  async edit(@Param('courseId') courseId: string, @CurrentActor() actor: Actor): Promise<Page> {
    requireCentre(actor, 'course.manage');
    const course = await this.courses.show(courseId);
    const form = emptyForm(CourseForm, courseInput(course));
    const model = courseForm(form, await this.courses.tracks(), course);
    return page('curriculum/course-form', model, options('修改课程'));
  }

  @Post(':courseId')
  async update(
    @Param('courseId') courseId: string,
    @SentForm() sent: Sent,
  ): Promise<Page | Redirect> {
    requireCentre(sent.actor, 'course.manage');
    const course = await this.courses.show(courseId);
    const form = judgePlan(bind(CourseForm, sent.body));
    const done = await this.submission.run(sent, form, '已保存课程', async (values) => {
      await this.service.update(sent.actor, course.id, draftOf(values));
      return courseDeskPaths.index();
    });
    return done ?? this.again(form, course);
  }

  private async again(form: Form<CourseForm>, course: CourseDetail | null): Promise<Page> {
    const model = courseForm(form, await this.courses.tracks(), course);
    const title = course ? '修改课程' : '添加课程';
    return invalid('curriculum/course-form', model, options(title));
  }
}
