import { Controller, Param, Post } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { bind } from '../../shared/web/bind';
import type { Page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { BriefReviewing, Decision } from '../brief-reviewing.service';
import { BriefRow, BriefsQueries } from '../briefs.queries';
import { paragraphsOf } from '../plain-text.rules';
import { briefPaths } from '../policy.paths';
import { ReviewForm } from './review.form';
import { ShownBrief } from './shown-brief';

/** Deciding about a brief at the stage at which it stands. */
@Controller('briefs/:id/reviews')
@Access('brief.review')
export class BriefReviewsController {
  constructor(
    private readonly briefs: BriefsQueries,
    private readonly reviewing: BriefReviewing,
    private readonly shown: ShownBrief,
    private readonly submission: Submission,
  ) {}

  @Post()
  async create(@Param('id') id: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const brief = await this.briefs.forDesk(sent.actor, 'brief.review', id);
    const form = bind(ReviewForm, sent.body);
    const { revision, stage } = form.value;
    if (form.ok && revision !== brief.revision)
      form.fail('', '这篇传真又送审了一次，请刷新页面，看过新稿再审');
    if (form.ok && stage !== brief.state) form.fail('', '刚刚有人审过了，请刷新页面看看');
    const done = await this.submission.run(sent, form, '审核意见已记下', async (values) => {
      const reviewer = await this.shown.reviewer(sent.actor);
      await this.reviewing.decide(brief, decisionOf(values, brief), reviewer);
      return briefPaths.show(brief.id);
    });
    return done ?? this.shown.page(sent.actor, brief, form);
  }
}

/** What is said about paragraphs that the text does not have is about none. */
function decisionOf({ verdict, note, comments }: ReviewForm, brief: BriefRow): Decision {
  const said = comments.slice(0, paragraphsOf(brief.spokenText).length);
  return {
    verdict,
    note,
    comments: said.map((text, i) => ({ paragraph: i + 1, text })).filter(({ text }) => text !== ''),
  };
}
