import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { dateOf } from '../../shared/kernel/shanghai';
import { Actor, mayAt } from '../../shared/web/actor';
import { emptyForm, Form } from '../../shared/web/bind';
import { invalid, page, Page } from '../../shared/web/page';
import { isAtCentre } from '../../sites/site.rules';
import { BriefHandsQueries } from '../brief-hands.queries';
import { BriefResponsesQueries } from '../brief-responses.queries';
import { BriefReviewsQueries } from '../brief-reviews.queries';
import type { Reviewer } from '../brief-reviewing.service';
import type { BriefRow } from '../briefs.queries';
import { isStage } from '../policy-brief.states';
import { whyNotReview } from '../reviewing.rules';
import { ReviewForm } from './review.form';
import { briefShow } from './brief.page';
import { briefFrame, listHref } from './brief.view';

/** The page of a brief, which is also the one on which it is reviewed. */
@Injectable()
export class ShownBrief {
  constructor(
    private readonly hands: BriefHandsQueries,
    private readonly reviews: BriefReviewsQueries,
    private readonly responses: BriefResponsesQueries,
    private readonly clock: Clock,
  ) {}

  async page(actor: Actor, brief: BriefRow, sent?: Form<ReviewForm>): Promise<Page> {
    const may = {
      write: mayAt(actor, 'brief.write', brief.sitePath),
      publish: mayAt(actor, 'brief.publish', brief.sitePath),
    };
    const form = sent ?? emptyForm(ReviewForm);
    const reviews = await this.reviews.reviews(brief.id);
    const responses = await this.responses.count(brief.id);
    const [last] = brief.state === 'draft' ? await this.reviews.revisions(brief.id) : [];
    const reviewedText = last?.content.spokenText ?? brief.spokenText;
    const whyNot = await this.whyNot(actor, brief);
    const backHref = listHref(actor, brief);
    const shown = { brief, reviews, reviewedText, responses, form, whyNot, may, backHref };
    const model = briefShow(shown, this.clock.now());
    const frame = briefFrame(actor, brief, brief.title);
    return sent
      ? invalid('policy/desk-show', model, frame)
      : page('policy/desk-show', model, frame);
  }

  /** The reader as a reviewer; what is published is for the whole county to see. */
  async reviewer(actor: Actor): Promise<Reviewer> {
    const hand = await this.hands.hand(actor.accountId);
    return { ...hand, mayPublish: isAtCentre(actor, 'brief.publish') };
  }

  private async whyNot(actor: Actor, brief: BriefRow): Promise<string | null | undefined> {
    if (!isStage(brief.state) || !mayAt(actor, 'brief.review', brief.sitePath)) return undefined;
    const reviewer = await this.reviewer(actor);
    const hands = await this.hands.hands(brief.id);
    const { state, validUntil } = brief;
    const today = dateOf(this.clock.now());
    const { mayPublish } = reviewer;
    return whyNotReview({ ...hands, state, reviewer, mayPublish, validUntil, today });
  }
}
