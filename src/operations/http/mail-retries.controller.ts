import { Controller, Param, Post } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { pressed } from '../../shared/web/bind';
import { Conflict, NotFound } from '../../shared/web/errors';
import type { Redirect } from '../../shared/web/page';
import { requireCentre } from '../../sites/site.rules';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { MailRetries } from '../mail-retries.service';
import { operationsPaths } from '../operations.paths';
import { OperationsQueries } from '../operations.queries';

/** Sending again what was given up: one mail, or all of them after an outage. */
@Controller('center/operations/mails')
@Access('mail.manage')
export class MailRetriesController {
  constructor(
    private readonly queries: OperationsQueries,
    private readonly retries: MailRetries,
    private readonly submission: Submission,
  ) {}

  @Post(':mailId/retries')
  async create(@Param('mailId') mailId: string, @SentForm() sent: Sent): Promise<Redirect> {
    requireCentre(sent.actor, 'mail.manage');
    if (!(await this.queries.isDead(mailId))) throw new NotFound();
    return this.send(sent, '已放回待发邮件', () => this.retries.retry(sent.actor, mailId));
  }

  @Post('retries')
  createAll(@SentForm() sent: Sent): Promise<Redirect> {
    requireCentre(sent.actor, 'mail.manage');
    return this.send(sent, '没送到的邮件已全部放回待发', () => this.retries.retryAll(sent.actor));
  }

  private async send(sent: Sent, said: string, work: () => Promise<void>): Promise<Redirect> {
    const form = pressed(sent.body);
    const done = await this.submission.run(sent, form, said, async () => {
      await work();
      return operationsPaths.show();
    });
    if (!done) throw new Conflict(form.errors.get('')!);
    return done;
  }
}
