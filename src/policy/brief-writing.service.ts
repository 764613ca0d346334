import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { dateOf } from '../shared/kernel/shanghai';
import type { BriefContent } from './brief-content';
import { BriefRevision, BriefWriter } from './brief-review.entity';
import type { BriefRow } from './briefs.queries';
import { PolicyBrief } from './policy-brief.entity';
import { policyBriefStateNames } from './policy-brief.states';
import { spokenSeconds, spokenUnits, whyTooLong } from './spoken-time.rules';

const CHANGED = '这篇传真刚刚有人改过，您的修改没有保存。请复制下来，刷新页面后再改';

/** Writes drafts and hands them in. What was handed in is kept and does not change any more. */
@Injectable()
export class BriefWriting {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** @returns the id of the draft */
  create(siteId: string, content: BriefContent, actorId: string): Promise<string> {
    const [id, now] = [newId(), this.clock.now()];
    return this.database.write(async (tx) => {
      await tx.insert(PolicyBrief, {
        ...columnsOf(content),
        ...{ id, siteId, state: 'draft', authorId: actorId, createdAt: now, changedAt: now },
      });
      await tx.insert(BriefWriter, { briefId: id, accountId: actorId });
      await this.record(tx, 'brief.create', { id, siteId }, actorId);
      return id;
    });
  }

  /**
   * Whoever saves becomes a writer of it, and so none of its reviewers.
   * @param version of the brief that the writer saw
   * @throws RuleViolation when it is no draft any more, or was saved by somebody else meanwhile
   */
  save(brief: BriefRow, content: BriefContent, version: number, actorId: string): Promise<void> {
    return this.database.write(async (tx) => {
      if (brief.state !== 'draft') throw new RuleViolation('state', whyNotEdit(brief)!);
      const { affected } = await tx.update(
        PolicyBrief,
        { id: brief.id, state: 'draft', version },
        { ...columnsOf(content), version: version + 1, changedAt: this.clock.now() },
      );
      if (affected !== 1) throw new RuleViolation('version', CHANGED);
      await this.database.execute(
        tx,
        sql`INSERT INTO brief_writer (brief_id, account_id) VALUES (${brief.id}, ${actorId})
            ON CONFLICT DO NOTHING`,
      );
      await this.record(tx, 'brief.save', brief, actorId);
    });
  }

  /**
   * Hands a draft in for review and keeps it as it is.
   * @throws RuleViolation when it is no draft, or would have ended before it could be published
   */
  submit(brief: BriefRow, version: number, actorId: string): Promise<void> {
    return this.database.write(async (tx) => {
      const why = whyNotEdit(brief) ?? whyOver(brief, dateOf(this.clock.now()));
      if (why) throw new RuleViolation('state', why);
      const [number, at] = [brief.revision + 1, this.clock.now()];
      const { affected } = await tx.update(
        PolicyBrief,
        { id: brief.id, state: 'draft', version },
        { state: 'first_review', revision: number, version: version + 1, changedAt: at },
      );
      if (affected !== 1) throw new RuleViolation('version', '这篇传真刚刚变了，请刷新页面');
      const content = JSON.stringify(contentOf(brief));
      const kept = { id: newId(), briefId: brief.id, number, content, submittedBy: actorId, at };
      await tx.insert(BriefRevision, kept);
      await this.record(tx, 'brief.submit', brief, actorId, { revision: number });
    });
  }

  private record(
    tx: EntityManager,
    action: string,
    { id, siteId }: { id: string; siteId: string },
    actorId: string,
    detail?: object,
  ): Promise<void> {
    const line = { action, actorId, siteId, subject: 'policy_brief', subjectId: id };
    return this.audit.record(tx, [{ ...line, ...(detail && { detail }) }]);
  }
}

/** Why a brief cannot be written at, or null. */
export const whyNotEdit = ({ state }: Pick<BriefRow, 'state'>): string | null =>
  state === 'draft' ? null : `这篇传真现在是${policyBriefStateNames[state]}，不能再改`;

const whyOver = ({ validUntil }: BriefRow, today: string): string | null =>
  validUntil < today ? '有效期已经过了，请先改有效期再送审' : null;

function contentOf(brief: BriefContent): BriefContent {
  const { title, level, issuer, documentNumber, sourceUrl, keyPoints, spokenText } = brief;
  const { effectiveFrom, validUntil, topics, audience, office, phone } = brief;
  return {
    ...{ title, level, issuer, documentNumber, sourceUrl, keyPoints, spokenText },
    ...{ effectiveFrom, validUntil, topics, audience, office, phone },
  };
}

/** @throws RuleViolation when it takes too long to say */
function columnsOf({ keyPoints, topics, ...content }: BriefContent) {
  const units = spokenUnits(content.spokenText);
  const why = whyTooLong(units);
  if (why) throw new RuleViolation('length', why, 'spokenText');
  return {
    ...content,
    keyPoints: JSON.stringify(keyPoints),
    topics: topics.join(','),
    spokenUnits: units,
    spokenSeconds: spokenSeconds(units),
  };
}
