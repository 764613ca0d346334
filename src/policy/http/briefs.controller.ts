import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { dateOf } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form } from '../../shared/web/bind';
import { Conflict } from '../../shared/web/errors';
import { invalid, page, Page, Redirect } from '../../shared/web/page';
import { pageNumber } from '../../shared/web/paging';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { BriefReviewsQueries } from '../brief-reviews.queries';
import { BriefWriting, whyNotEdit } from '../brief-writing.service';
import { BriefRow, BriefsQueries } from '../briefs.queries';
import { briefPaths, centerBriefPaths } from '../policy.paths';
import { BriefForm, contentOf, inputOf, judgeBrief } from './brief.form';
import { briefForm } from './brief-form.page';
import { briefFrame } from './brief.view';
import { comparisonPage } from './comparison.page';
import { SubmissionForm } from './review.form';
import { ShownBrief } from './shown-brief';

/** One brief, for those who write and review. */
@Controller('briefs/:id')
@Access('brief.write')
export class BriefsController {
  constructor(
    private readonly briefs: BriefsQueries,
    private readonly reviews: BriefReviewsQueries,
    private readonly writing: BriefWriting,
    private readonly shown: ShownBrief,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('brief.view')
  async show(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Page> {
    return this.shown.page(actor, await this.briefs.forDesk(actor, 'brief.view', id));
  }

  /** What changed since an earlier time it was handed in. */
  @Get('comparison')
  @Access('brief.view')
  async comparison(
    @Param('id') id: string,
    @Query('with') number: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const brief = await this.briefs.forDesk(actor, 'brief.view', id);
    const revisions = await this.reviews.revisions(brief.id);
    const model = comparisonPage(brief, revisions, pageNumber(number), this.clock.now());
    return page('policy/comparison', model, briefFrame(actor, brief, '修改对照'));
  }

  @Get('edit')
  async edit(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Page> {
    const brief = await this.briefs.forDesk(actor, 'brief.write', id);
    const why = whyNotEdit(brief);
    if (why) throw new Conflict(why);
    const model = briefForm(emptyForm(BriefForm, inputOf(brief)), around(brief));
    return page('policy/form', model, writingFrame(actor, brief));
  }

  @Post()
  async update(@Param('id') id: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const brief = await this.briefs.forDesk(sent.actor, 'brief.write', id);
    const form = judgeBrief(bind(BriefForm, sent.body), dateOf(this.clock.now()));
    const { accountId } = sent.actor;
    const done = await this.submission.run(sent, form, '已保存', async (values) => {
      await this.writing.save(brief, contentOf(values), values.version ?? 0, accountId);
      return briefPaths.show(brief.id);
    });
    return done ?? this.again(sent.actor, brief, form);
  }

  @Post('submissions')
  async submit(@Param('id') id: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const brief = await this.briefs.forDesk(sent.actor, 'brief.write', id);
    const form = bind(SubmissionForm, sent.body).require();
    const done = await this.submission.run(sent, form, '已送审', async ({ version }) => {
      await this.writing.submit(brief, version, sent.actor.accountId);
      return briefPaths.show(brief.id);
    });
    if (done) return done;
    throw new Conflict([...form.errors.values()][0]!);
  }

  private again(actor: Actor, brief: BriefRow, form: Form<BriefForm>): Page {
    return invalid('policy/form', briefForm(form, around(brief)), writingFrame(actor, brief));
  }
}

const around = (brief: BriefRow) => ({ brief, paths: centerBriefPaths });
const writingFrame = (actor: Actor, brief: BriefRow) =>
  briefFrame(actor, brief, '修改传真', { scripts: ['js/spoken-time.js'] });
