import { Controller, Get, Param, Post } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form } from '../../shared/web/bind';
import { invalid, page, Page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { PlanScope } from '../plan-scope.service';
import { Planning } from '../planning.service';
import { planningPaths } from '../planning.paths';
import { judgeClass, PlannedClassForm, wishOf } from './plan.form';
import { PlanChoices } from './plan-choices';
import { ClassShown, planFrame, plannedClassPage } from './plan.page';

/** Classes for a plan, one at a time. */
@Controller('plans/:id/planned-classes')
@Access('class.manage')
export class PlannedClassesController {
  constructor(
    private readonly scope: PlanScope,
    private readonly planning: Planning,
    private readonly choices: PlanChoices,
    private readonly submission: Submission,
  ) {}

  @Get('new')
  async new(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Page> {
    const plan = await this.scope.findDraft(actor, id);
    return this.form(
      actor,
      { plan, row: null, ...(await this.choices.of(plan)) },
      emptyForm(PlannedClassForm),
    );
  }

  @Post()
  async create(@Param('id') id: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const plan = await this.scope.findDraft(sent.actor, id);
    const choices = await this.choices.of(plan);
    const form = judgeClass(bind(PlannedClassForm, sent.body), choices);
    const done = await this.submission.run(sent, form, '加进来了', async (value) => {
      await this.planning.add(sent.actor, plan, [wishOf(value, choices)]);
      return planningPaths.show(id);
    });
    return done ?? this.form(sent.actor, { plan, row: null, ...choices }, form);
  }

  private form(actor: Actor, shown: ClassShown, form: Form<PlannedClassForm>): Page {
    const model = plannedClassPage(shown, form);
    const options = planFrame(actor, shown.plan.schools, '加一个班');
    return (form.ok ? page : invalid)('planning/class', model, options);
  }
}
