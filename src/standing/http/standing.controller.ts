import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form, formView } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { Text } from '../../shared/web/fields';
import { invalid, page, Page, redirect, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { Appeals } from '../appeals.service';
import { standingPaths } from '../standing.paths';
import { MarkRow, StandingQueries } from '../standing.queries';
import { whyNoAppeal } from '../standing.rules';
import { appealForm, standingPage } from './standing.page';

class AppealForm {
  @Text({ label: '当时的情况', min: 10, max: 300, lines: true }) text!: string;
}

const OPTIONS = { title: '申诉', tab: 'my' } as const;

/** 我的信用提醒: what was noted about oneself, until when it counts, and how to contest it. */
@Controller('standing')
@Access('account')
export class StandingController {
  constructor(
    private readonly marks: StandingQueries,
    private readonly appeals: Appeals,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Get()
  async index(@CurrentActor() actor: Actor): Promise<Page> {
    const now = this.clock.now();
    const [rows, pauses] = await Promise.all([
      this.marks.ofAccount(actor.accountId),
      this.marks.pausesOf(actor.accountId, now),
    ]);
    const options = { title: '我的信用提醒', tab: 'my' } as const;
    return page('standing/index', standingPage(rows, pauses, now), options);
  }

  @Get('marks/:markId/appeals/new')
  async form(
    @Param('markId') markId: string,
    @CurrentActor() actor: Actor,
  ): Promise<Page | Redirect> {
    const row = await this.own(markId, actor);
    if (whyNoAppeal(row, this.clock.now())) return redirect(standingPaths.index());
    return page('standing/appeal-new', this.model(row, emptyForm(AppealForm)), OPTIONS);
  }

  @Post('marks/:markId/appeals')
  async create(@Param('markId') markId: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const row = await this.own(markId, sent.actor);
    const form = bind(AppealForm, sent.body);
    const said = '申诉交上去了，答复会显示在这里';
    const done = await this.submission.run(sent, form, said, async ({ text }) => {
      await this.appeals.appeal(row, text, sent.actor.accountId);
      return standingPaths.index();
    });
    return done ?? invalid('standing/appeal-new', this.model(row, form), OPTIONS);
  }

  private model(row: MarkRow, form: Form<AppealForm>) {
    return appealForm(row, formView(form, ['text']), this.clock.now());
  }

  private async own(markId: string, actor: Actor): Promise<MarkRow> {
    const row = await this.marks.find(markId);
    if (row?.accountId !== actor.accountId) throw new NotFound();
    return row;
  }
}
