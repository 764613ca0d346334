import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { invalid, page, Page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { PlanScope } from '../plan-scope.service';
import { Planning } from '../planning.service';
import { planningPaths } from '../planning.paths';
import { PlansQueries } from '../plans.queries';
import { ALWAYS, HoursForm, hoursOf, judgeHours } from './plan.form';
import { hoursPage, planFrame, teachersOf } from './plan.page';

/** When a teacher can teach the classes of a plan. */
@Controller('plans/:id/hours')
@Access('class.manage')
export class TeacherHoursController {
  constructor(
    private readonly scope: PlanScope,
    private readonly planning: Planning,
    private readonly queries: PlansQueries,
    private readonly submission: Submission,
  ) {}

  @Get()
  async edit(
    @Param('id') id: string,
    @Query('teacher') teacher: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const { plan, teachers, hours } = await this.find(actor, id);
    if (typeof teacher !== 'string' || !teachers.includes(teacher)) throw new NotFound();
    const { weekdays, from, until } = hours.get(teacher) ?? ALWAYS;
    const input = { teacherName: teacher, weekdays: weekdays.map(String), from, until };
    const model = hoursPage(plan, teacher, emptyForm(HoursForm, input));
    return page('planning/hours', model, planFrame(actor, plan.schools, '老师的时间'));
  }

  @Post()
  async update(@Param('id') id: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const { plan, teachers } = await this.find(sent.actor, id);
    const form = judgeHours(bind(HoursForm, sent.body), teachers);
    const teacher = form.value.teacherName;
    const done = await this.submission.run(sent, form, '已保存，请重新排课表', async (value) => {
      await this.planning.setHours(sent.actor, plan, teacher, hoursOf(value));
      return planningPaths.show(id);
    });
    if (done) return done;
    const model = hoursPage(plan, teacher, form);
    return invalid('planning/hours', model, planFrame(sent.actor, plan.schools, '老师的时间'));
  }

  private async find(actor: Actor, id: string) {
    const plan = await this.scope.findDraft(actor, id);
    const [classes, hours] = await Promise.all([
      this.queries.classes(plan.id),
      this.queries.hours(plan.id),
    ]);
    return { plan, hours, teachers: teachersOf(classes) };
  }
}
