import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { dateOf } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form, formView } from '../../shared/web/bind';
import { invalid, page, Page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { BriefEnding, whyNotWithdraw } from '../brief-ending.service';
import { BriefRow, BriefsQueries } from '../briefs.queries';
import { briefPaths } from '../policy.paths';
import { WithdrawalForm } from './review.form';
import { briefFrame } from './brief.view';

/** Taking back what was published, with a reason for everybody to read. */
@Controller('briefs/:id/withdrawal')
@Access('brief.publish')
export class WithdrawalsController {
  constructor(
    private readonly briefs: BriefsQueries,
    private readonly ending: BriefEnding,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Get()
  async new(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Page> {
    const brief = await this.briefs.forDesk(actor, 'brief.publish', id);
    const model = await this.model(brief, emptyForm(WithdrawalForm));
    return page('policy/withdrawal', model, briefFrame(actor, brief, '撤回传真'));
  }

  @Post()
  async create(@Param('id') id: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const brief = await this.briefs.forDesk(sent.actor, 'brief.publish', id);
    const form = bind(WithdrawalForm, sent.body);
    const done = await this.submission.run(sent, form, '已撤回', async (values) => {
      const replacedById = values.replacedById === '' ? null : values.replacedById;
      const why = { reason: values.reason, replacedById };
      await this.ending.withdraw(brief, why, sent.actor.accountId);
      return briefPaths.show(brief.id);
    });
    if (done) return done;
    const model = await this.model(brief, form);
    return invalid('policy/withdrawal', model, briefFrame(sent.actor, brief, '撤回传真'));
  }

  private async model(brief: BriefRow, form: Form<WithdrawalForm>) {
    const others = await this.briefs.replacements(brief.id, dateOf(this.clock.now()));
    return {
      title: brief.title,
      whyNot: whyNotWithdraw(brief) ?? '',
      form: formView(form, ['reason', 'replacedById']),
      others: others.map(({ id, title }) => ({ value: id, label: title })),
      action: briefPaths.withdrawal(brief.id),
      backHref: briefPaths.show(brief.id),
    };
  }
}
