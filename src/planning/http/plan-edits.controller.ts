import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { dateOf, inputMoment } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form, pressed } from '../../shared/web/bind';
import { Conflict } from '../../shared/web/errors';
import { invalid, page, Page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { PlanScope, ScopedPlan } from '../plan-scope.service';
import { Planning } from '../planning.service';
import { planningPaths } from '../planning.paths';
import { judgePlan, PlanForm } from './plan.form';
import { planEdit, planFrame } from './plan.page';

/** A plan gets another name, other days or other schools, or is thrown away, while it is a draft. */
@Controller('plans/:id')
@Access('class.manage')
export class PlanEditsController {
  constructor(
    private readonly scope: PlanScope,
    private readonly planning: Planning,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Get('edit')
  async edit(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Page> {
    const plan = await this.scope.findDraft(actor, id);
    const { name, firstDay, lastDay, opensAt, schools } = plan;
    const schoolIds = schools.map((one) => one.id);
    const input = { name, firstDay, lastDay, opensAt: inputMoment(opensAt), schoolIds };
    return this.form(actor, plan, emptyForm(PlanForm, input));
  }

  @Post('edit')
  async update(@Param('id') id: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const plan = await this.scope.findDraft(sent.actor, id);
    const may = (await this.scope.schoolsOf(sent.actor)).map((one) => one.id);
    const form = judgePlan(bind(PlanForm, sent.body), may, dateOf(this.clock.now()));
    const done = await this.submission.run(sent, form, '已保存，请重新排课表', async (value) => {
      await this.planning.update(sent.actor, plan.id, value);
      return planningPaths.show(plan.id);
    });
    return done ?? this.form(sent.actor, plan, form);
  }

  @Post('removal')
  async remove(@Param('id') id: string, @SentForm() sent: Sent): Promise<Redirect> {
    const plan = await this.scope.findDraft(sent.actor, id);
    const said = `“${plan.name}”已删除`;
    const done = await this.submission.run(sent, pressed(sent.body), said, async () => {
      await this.planning.discard(sent.actor, plan.id);
      return planningPaths.index;
    });
    if (!done) throw new Conflict('请刷新这份排课后再试');
    return done;
  }

  private async form(actor: Actor, plan: ScopedPlan, form: Form<PlanForm>): Promise<Page> {
    const model = planEdit(plan, form, await this.scope.schoolsOf(actor));
    const options = planFrame(actor, plan.schools, `修改，${plan.name}`);
    return (form.ok ? page : invalid)('planning/new', model, options);
  }
}
