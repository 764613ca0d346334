import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { inList, sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { dateOf } from '../shared/kernel/shanghai';
import { PageCache } from '../shared/web/page-cache';
import type { BriefRow } from './briefs.queries';
import { PolicyBrief } from './policy-brief.entity';
import { PolicyBriefEvents } from './policy-brief.events';
import { PolicyBriefState, policyBriefStateNames } from './policy-brief.states';

/** More expire together only after a long stop; the next round takes the rest. */
const AT_ONCE = 200;

/** Why a brief cannot be withdrawn, or null. */
export const whyNotWithdraw = ({ state }: { state: PolicyBriefState }): string | null =>
  state === 'published' ? null : `这篇传真现在是${policyBriefStateNames[state]}，不用撤回`;

/** How a published brief ends: withdrawn by a person, or expired by the clock. */
@Injectable()
export class BriefEnding {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly events: PolicyBriefEvents,
    private readonly cache: PageCache,
  ) {}

  /**
   * @param replacedById a published brief that takes its place, or null
   * @throws RuleViolation when it is not published, or its replacement is not
   */
  withdraw(
    brief: BriefRow,
    { reason, replacedById }: { reason: string; replacedById: string | null },
    actorId: string,
  ): Promise<void> {
    return this.database.write(async (tx) => {
      const why = whyNotWithdraw(brief);
      if (why) throw new RuleViolation('state', why);
      await this.requirePublished(tx, brief, replacedById);
      const endedAt = this.clock.now();
      const { affected } = await tx.update(
        PolicyBrief,
        { id: brief.id, state: 'published' },
        { state: 'withdrawn', reason, replacedById, endedAt, changedAt: endedAt },
      );
      if (affected !== 1) throw new RuleViolation('state', '这篇传真刚刚变了，请刷新页面');
      await this.ended(tx, 'withdrawn', [brief], actorId);
    });
  }

  /** Ends what was valid until a day before today. @returns how many */
  expire(): Promise<number> {
    return this.database.write(async (tx) => {
      const [now, today] = [this.clock.now(), dateOf(this.clock.now())];
      const due = sql`SELECT id FROM policy_brief WHERE state = 'published'
        AND valid_until < ${today} ORDER BY valid_until, id LIMIT ${AT_ONCE}`;
      const { rows } = await this.database.execute<{ id: string; site_id: string }>(
        tx,
        sql`UPDATE policy_brief SET state = 'expired', ended_at = ${now}, changed_at = ${now}
            WHERE state = 'published' AND id IN (${due}) RETURNING id, site_id`,
      );
      const briefs = rows.map(({ id, site_id }) => ({ id, siteId: site_id }));
      await this.ended(tx, 'expired', briefs, null);
      return briefs.length;
    });
  }

  /** Of the replacement nobody can be sure who looked at the form some minutes ago. */
  private async requirePublished(
    tx: EntityManager,
    { id }: BriefRow,
    replacedById: string | null,
  ): Promise<void> {
    if (replacedById === null) return;
    const { rows } = await this.database.execute(
      tx,
      sql`SELECT id FROM policy_brief WHERE id ${inList([replacedById])} AND id <> ${id}
          AND state = 'published'`,
    );
    if (rows.length === 1) return;
    throw new RuleViolation('replacement', '要换的那一篇不在发布中，请重新选', 'replacedById');
  }

  private async ended(
    tx: EntityManager,
    change: 'expired' | 'withdrawn',
    briefs: readonly { id: string; siteId: string }[],
    actorId: string | null,
  ): Promise<void> {
    if (briefs.length === 0) return;
    const line = { action: `brief.${change}`, actorId, subject: 'policy_brief' };
    const lines = briefs.map(({ id, siteId }) => ({ ...line, siteId, subjectId: id }));
    await this.audit.record(tx, lines);
    await this.events.tell(
      tx,
      change,
      briefs.map(({ id }) => id),
    );
    this.database.afterCommit(() => this.cache.clear());
  }
}
