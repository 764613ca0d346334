import { Controller, Get, Param, Post } from '@nestjs/common';
import { CoursesQueries } from '../../curriculum/courses.queries';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form, pressed } from '../../shared/web/bind';
import { Conflict, NotFound } from '../../shared/web/errors';
import { invalid, page, Page, Redirect } from '../../shared/web/page';
import { RoomsQueries } from '../../sites/rooms.queries';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { PlanScope, ScopedPlan } from '../plan-scope.service';
import { Planning } from '../planning.service';
import { planningPaths } from '../planning.paths';
import { PlansQueries } from '../plans.queries';
import { classInput, judgeClass, PlannedClassForm, wishOf } from './plan.form';
import { ClassShown, planFrame, plannedClassPage } from './plan.page';

interface At {
  id: string;
  classId: string;
}

/** The classes of a plan, one at a time. */
@Controller('plans/:id/planned-classes')
@Access('class.manage')
export class PlannedClassesController {
  constructor(
    private readonly scope: PlanScope,
    private readonly planning: Planning,
    private readonly queries: PlansQueries,
    private readonly courses: CoursesQueries,
    private readonly rooms: RoomsQueries,
    private readonly submission: Submission,
  ) {}

  @Get('new')
  async new(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Page> {
    const plan = await this.scope.findDraft(actor, id);
    return this.form(
      actor,
      { plan, row: null, ...(await this.choices(plan)) },
      emptyForm(PlannedClassForm),
    );
  }

  @Post()
  async create(@Param('id') id: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const plan = await this.scope.findDraft(sent.actor, id);
    const choices = await this.choices(plan);
    const form = judgeClass(bind(PlannedClassForm, sent.body), choices);
    const done = await this.submission.run(sent, form, '加进来了', async (value) => {
      await this.planning.add(sent.actor, plan, [wishOf(value, choices)]);
      return planningPaths.show(id);
    });
    return done ?? this.form(sent.actor, { plan, row: null, ...choices }, form);
  }

  @Get(':classId/edit')
  async edit(@Param() at: At, @CurrentActor() actor: Actor): Promise<Page> {
    const { plan, row } = await this.find(actor, at);
    const form = emptyForm(PlannedClassForm, classInput(row));
    return this.form(actor, { plan, row, ...(await this.choices(plan)) }, form);
  }

  @Post(':classId/edit')
  async update(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const { plan, row } = await this.find(sent.actor, at);
    const choices = await this.choices(plan);
    const form = judgeClass(bind(PlannedClassForm, sent.body), choices);
    const done = await this.submission.run(sent, form, '已保存，请重新排课表', async (value) => {
      await this.planning.change(sent.actor, plan, row.id, wishOf(value, choices));
      return planningPaths.show(plan.id);
    });
    return done ?? this.form(sent.actor, { plan, row, ...choices }, form);
  }

  @Post(':classId/removal')
  async remove(@Param() at: At, @SentForm() sent: Sent): Promise<Redirect> {
    const { plan, row } = await this.find(sent.actor, at);
    const said = `“${row.title}”已从这份排课里去掉`;
    const done = await this.submission.run(sent, pressed(sent.body), said, async () => {
      await this.planning.remove(sent.actor, plan, row.id);
      return planningPaths.show(plan.id);
    });
    if (!done) throw new Conflict('请刷新这份排课后再试');
    return done;
  }

  private form(actor: Actor, shown: ClassShown, form: Form<PlannedClassForm>): Page {
    const model = plannedClassPage(shown, form);
    const options = planFrame(actor, shown.plan.schools, shown.row ? '修改班' : '加一个班');
    return (form.ok ? page : invalid)('planning/class', model, options);
  }

  private async choices(plan: ScopedPlan) {
    const [courses, rooms] = await Promise.all([
      this.courses.all(),
      this.rooms.openAt(plan.schools.map(({ id }) => id)),
    ]);
    return { courses, rooms, schools: plan.schools, days: [plan.firstDay, plan.lastDay] as const };
  }

  private async find(actor: Actor, { id, classId }: At) {
    const plan = await this.scope.findDraft(actor, id);
    const row = (await this.queries.classes(plan.id)).find((one) => one.id === classId);
    if (!row) throw new NotFound();
    return { plan, row };
  }
}
