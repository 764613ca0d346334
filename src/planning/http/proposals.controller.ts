import { Controller, Param, Post } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Form, pressed } from '../../shared/web/bind';
import { invalid, Page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { Accepting } from '../accepting.service';
import { PlanScope, ScopedPlan } from '../plan-scope.service';
import { planningPaths } from '../planning.paths';
import { Proposing } from '../proposing.service';
import { planFrame } from './plan.page';
import { ShownPlan } from './shown-plan';

/** What the buttons of a plan do: look for places, and make the classes. */
@Controller('plans/:id')
@Access('class.manage')
export class ProposalsController {
  constructor(
    private readonly scope: PlanScope,
    private readonly proposing: Proposing,
    private readonly accepting: Accepting,
    private readonly shown: ShownPlan,
    private readonly submission: Submission,
  ) {}

  @Post('proposal')
  propose(@Param('id') id: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    return this.press(sent, id, '课表排好了，请核对', (plan) => this.proposing.propose(plan));
  }

  @Post('acceptance')
  accept(@Param('id') id: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    return this.press(sent, id, '已生成班级草稿，请逐班核对后公布', (plan) =>
      this.accepting.accept(sent.actor, plan),
    );
  }

  private async press(
    sent: Sent,
    id: string,
    said: string,
    work: (plan: ScopedPlan) => Promise<unknown>,
  ): Promise<Page | Redirect> {
    const plan = await this.scope.findDraft(sent.actor, id);
    const form: Form<object> = pressed(sent.body);
    const done = await this.submission.run(sent, form, said, async () => {
      await work(plan);
      return planningPaths.show(id);
    });
    if (done) return done;
    const model = await this.shown.model(plan, [...form.errors.values()][0]);
    return invalid('planning/show', model, planFrame(sent.actor, plan.schools, plan.name));
  }
}
