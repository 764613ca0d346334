import { Controller, Param, Post } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { bind, Form, pressed } from '../../shared/web/bind';
import { invalid, Page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { Accepting } from '../accepting.service';
import { PlanScope, ScopedPlan } from '../plan-scope.service';
import { planningPaths } from '../planning.paths';
import { Proposing } from '../proposing.service';
import { AcceptanceForm } from './plan.form';
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
    const said = '课表排好了，请核对';
    return this.press(sent, id, pressed, said, (plan) => this.proposing.propose(plan));
  }

  @Post('acceptance')
  accept(@Param('id') id: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const read = (body: unknown) => bind(AcceptanceForm, body);
    const said = '已生成班级草稿，请逐班核对后公布';
    return this.press(sent, id, read, said, (plan, { seen }) =>
      this.accepting.accept(sent.actor, plan, seen),
    );
  }

  private async press<T>(
    sent: Sent,
    id: string,
    read: (body: unknown) => Form<T>,
    said: string,
    work: (plan: ScopedPlan, value: T) => Promise<unknown>,
  ): Promise<Page | Redirect> {
    const plan = await this.scope.findDraft(sent.actor, id);
    const form = read(sent.body);
    const done = await this.submission.run(sent, form, said, async (value) => {
      await work(plan, value);
      return planningPaths.show(id);
    });
    if (done) return done;
    const seen = form.errors.has('seen') ? String(form.input['seen'] ?? '') : null;
    const model = await this.shown.model(plan, { problem: [...form.errors.values()][0]!, seen });
    return invalid('planning/show', model, planFrame(sent.actor, plan.schools, plan.name));
  }
}
