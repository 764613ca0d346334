import { Controller, Get, Param, Post } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form, pressed } from '../../shared/web/bind';
import { Conflict, NotFound } from '../../shared/web/errors';
import { caughtUpForm, filledFrom } from '../../shared/web/overtaken';
import { answerTo, invalid, Page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { PlanScope, ScopedPlan } from '../plan-scope.service';
import { plannedValues } from '../planned-values.rules';
import { Planning, REMOVED } from '../planning.service';
import { planningPaths } from '../planning.paths';
import { PlansQueries } from '../plans.queries';
import { judgeClass, PlannedClassEditForm, wishOf } from './plan.form';
import { planFrame, plannedClassPage } from './plan.page';
import { PlanChoices } from './plan-choices';
import { plannedWords } from './plan-words';

interface At {
  id: string;
  classId: string;
}

/** A class of a plan that is there already: changed or taken out. */
@Controller('plans/:id/planned-classes/:classId')
@Access('class.manage')
export class PlannedClassEditsController {
  constructor(
    private readonly scope: PlanScope,
    private readonly planning: Planning,
    private readonly queries: PlansQueries,
    private readonly choices: PlanChoices,
    private readonly submission: Submission,
  ) {}

  @Get('edit')
  async edit(@Param() at: At, @CurrentActor() actor: Actor): Promise<Page> {
    const plan = await this.scope.findDraft(actor, at.id);
    const row = await this.row(plan, at);
    if (!row) throw new NotFound();
    const form = emptyForm(PlannedClassEditForm, filledFrom(plannedValues(row)));
    return this.page(actor, plan, at, form);
  }

  @Post('edit')
  async update(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const plan = await this.scope.findDraft(sent.actor, at.id);
    const choices = await this.choices.of(plan);
    const form = judgeClass(bind(PlannedClassEditForm, sent.body), choices);
    const done = await this.submission.run(sent, form, '已保存，请重新排课表', async (value) => {
      const shown = { id: at.classId, seen: value.seen };
      await this.planning.change(sent.actor, plan, shown, wishOf(value, choices));
      return planningPaths.show(plan.id);
    });
    return done ?? this.page(sent.actor, plan, at, form);
  }

  @Post('removal')
  async remove(@Param() at: At, @SentForm() sent: Sent): Promise<Redirect> {
    const plan = await this.scope.findDraft(sent.actor, at.id);
    const row = await this.row(plan, at);
    if (!row) throw new NotFound();
    const said = `“${row.title}”已从这份排课里去掉`;
    const done = await this.submission.run(sent, pressed(sent.body), said, async () => {
      await this.planning.remove(sent.actor, plan, row.id);
      return planningPaths.show(plan.id);
    });
    if (!done) throw new Conflict('请刷新这份排课后再试');
    return done;
  }

  /** The form with the class as it is now; when it was removed meanwhile, as that of a new one. */
  private async page(actor: Actor, plan: ScopedPlan, at: At, sent: Form<PlannedClassEditForm>) {
    const [choices, row] = await Promise.all([this.choices.of(plan), this.row(plan, at)]);
    const options = planFrame(actor, plan.schools, row ? '修改班' : '加一个班');
    if (!row) {
      if (!sent.value.seen) throw new NotFound();
      sent.errors.delete('seen');
      const form = sent.fail('', REMOVED);
      return invalid(
        'planning/class',
        plannedClassPage({ plan, row: null, ...choices }, form),
        options,
      );
    }
    const form = caughtUpForm(sent, plannedValues(row), plannedWords(choices));
    return answerTo(form)(
      'planning/class',
      plannedClassPage({ plan, row, ...choices }, form),
      options,
    );
  }

  private async row(plan: ScopedPlan, { classId }: At) {
    return (await this.queries.classes(plan.id)).find(({ id }) => id === classId) ?? null;
  }
}
