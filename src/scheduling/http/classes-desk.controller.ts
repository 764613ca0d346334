import { Controller, Get, Param, Query } from '@nestjs/common';
import { CoursesQueries } from '../../curriculum/courses.queries';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import { emptyForm } from '../../shared/web/bind';
import { page, Page } from '../../shared/web/page';
import { pageNumber, pager } from '../../shared/web/paging';
import type { SchoolRow } from '../../sites/schools.queries';
import { DeskClasses } from '../desk-classes.service';
import { NightClassesQueries, ShownClass } from '../night-classes.queries';
import { schedulingPaths } from '../scheduling.paths';
import type { MetDays } from '../series.rules';
import { Timetable } from '../timetable.service';
import { NewClassForm, suggestedInput } from './class-draft.form';
import { newClass } from './class-form.page';
import { classesFrame, classesIndex, classShow, courseChoice } from './classes-desk.page';

const PAGE_SIZE = 25;

export const rightsAt = (actor: Actor, school: SchoolRow) => ({
  manage: mayAt(actor, 'class.manage', school.sitePath),
  enroll: mayAt(actor, 'enrollment.desk', school.sitePath),
});

/** The classes of a school as its staff see them. */
@Controller('schools/:schoolId/desk/classes')
@Access('class.manage')
export class ClassesDeskController {
  constructor(
    private readonly desk: DeskClasses,
    private readonly classes: NightClassesQueries,
    private readonly courses: CoursesQueries,
    private readonly timetable: Timetable,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('desk.view')
  async index(
    @Param('schoolId') schoolId: string,
    @Query('page') asked: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const school = await this.desk.school(actor, 'desk.view', schoolId);
    const now = this.clock.now();
    const number = pageNumber(asked);
    const [rows, total] = await Promise.all([
      this.classes.deskList(school.id, now, PAGE_SIZE, (number - 1) * PAGE_SIZE),
      this.classes.deskCount(school.id),
    ]);
    const href = (n: number) => `${schedulingPaths.desk(school.id)}?page=${n}`;
    const links = pager(number, PAGE_SIZE, total, href);
    const model = classesIndex(school, rows, links, rightsAt(actor, school), now);
    return page('scheduling/desk-classes', model, classesFrame(school, '班级'));
  }

  /** First the course, then the form with that course's numbers. */
  @Get('new')
  async new(
    @Param('schoolId') schoolId: string,
    @Query() query: Record<string, unknown>,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const school = await this.desk.school(actor, 'class.manage', schoolId);
    const courseId = query['course'];
    if (typeof courseId !== 'string') return this.choice(school, pageNumber(query['page']));
    const [course, rooms] = await Promise.all([
      this.courses.show(courseId),
      this.desk.roomsOf(school),
    ]);
    const form = emptyForm(NewClassForm, suggestedInput(course, this.clock.now()));
    const terms = await this.desk.termsHint(school, form.input['startDate']);
    const model = newClass(school.id, course, rooms, form, terms);
    return page('scheduling/class-draft', model, classesFrame(school, '排新班'));
  }

  @Get(':classId')
  @Access('desk.view')
  async show(
    @Param() at: { schoolId: string; classId: string },
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const { school, found } = await this.desk.find(actor, 'desk.view', at);
    const met = await this.met(school.id, found);
    const shown = { school, found, met, may: rightsAt(actor, school), problem: null };
    const model = classShow(shown, this.clock.now());
    return page('scheduling/desk-class', model, classesFrame(school, found.title));
  }

  private async met(schoolId: string, { sessions }: ShownClass): Promise<MetDays> {
    const held = sessions.filter((one) => one.state === 'scheduled');
    const [first, last] = [held[0], held.at(-1)];
    if (!first || !last) return { closed: [], farming: [] };
    return this.timetable.met(schoolId, first.startsAt, last.startsAt);
  }

  private async choice(school: SchoolRow, number: number): Promise<Page> {
    const [courses, total] = await Promise.all([
      this.courses.list({}, PAGE_SIZE, (number - 1) * PAGE_SIZE),
      this.courses.count(),
    ]);
    const href = (n: number) => `${schedulingPaths.deskNew(school.id)}?page=${n}`;
    const model = courseChoice(school, courses, pager(number, PAGE_SIZE, total, href));
    return page('scheduling/course-choice', model, classesFrame(school, '排新班'));
  }
}
