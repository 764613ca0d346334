import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { dateOf } from '../shared/kernel/shanghai';
import { PageCache } from '../shared/web/page-cache';
import { BriefHandsQueries } from './brief-hands.queries';
import { BriefComment, BriefReview } from './brief-review.entity';
import type { ParagraphComment } from './brief-reviews.queries';
import type { BriefRow } from './briefs.queries';
import { PolicyBrief } from './policy-brief.entity';
import { PolicyBriefEvents } from './policy-brief.events';
import { isStage, ReviewStage, stateAfter, Verdict } from './policy-brief.states';
import { Hand, whyNotReview, whyNoVerdict } from './reviewing.rules';

export interface Decision {
  verdict: Verdict;
  note: string;
  comments: ParagraphComment[];
}

export interface Reviewer extends Hand {
  mayPublish: boolean;
}

/** Three stages by three people; the last one publishes. */
@Injectable()
export class BriefReviewing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly hands: BriefHandsQueries,
    private readonly events: PolicyBriefEvents,
    private readonly cache: PageCache,
  ) {}

  /**
   * Decides about the revision that the reviewer has read. Of two who press at once the first one
   * decides, and the other is told to look again.
   * @throws RuleViolation when the brief has moved on, or this person may not decide about it
   */
  decide(brief: BriefRow, decision: Decision, by: Reviewer): Promise<void> {
    const today = dateOf(this.clock.now());
    return this.database.write(async (tx) => {
      const { state } = brief;
      const hands = await this.hands.hands(brief.id, tx);
      const facts = { ...hands, ...by, state, reviewer: by, validUntil: brief.validUntil, today };
      const words = decision.note !== '' || decision.comments.length > 0;
      const why = whyNotReview(facts) ?? whyNoVerdict(facts, { ...decision, words });
      if (why) throw new RuleViolation('review', why);
      if (isStage(state)) await this.move(tx, brief, state, decision, by.accountId);
    });
  }

  private async move(
    tx: EntityManager,
    brief: BriefRow,
    stage: ReviewStage,
    { verdict, note, comments }: Decision,
    accountId: string,
  ): Promise<void> {
    const [to, at] = [stateAfter(stage, verdict), this.clock.now()];
    const publishing = to === 'published';
    const { affected } = await tx.update(
      PolicyBrief,
      { id: brief.id, state: stage, revision: brief.revision },
      { state: to, changedAt: at, ...(publishing && { publishedAt: at }) },
    );
    if (affected !== 1) throw new RuleViolation('review', '刚刚有人审过了，请刷新页面看看');
    const reviewId = newId();
    const { id: briefId, revision } = brief;
    const review = { id: reviewId, briefId, revision, stage, verdict, note, accountId, at };
    await tx.insert(BriefReview, review);
    const rows = comments.map((one) => ({ ...one, id: newId(), reviewId }));
    if (rows.length > 0) await tx.insert(BriefComment, rows);
    const line = { action: `brief.${publishing ? 'publish' : verdict}`, actorId: accountId };
    const about = { siteId: brief.siteId, subject: 'policy_brief', subjectId: briefId };
    await this.audit.record(tx, [{ ...line, ...about, detail: { stage, revision } }]);
    if (publishing) await this.publish(tx, briefId);
  }

  private async publish(tx: EntityManager, briefId: string): Promise<void> {
    await this.events.tell(tx, 'published', [briefId]);
    this.database.afterCommit(() => this.cache.clear());
  }
}
