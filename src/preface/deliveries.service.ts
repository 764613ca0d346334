import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PolicyBrief } from '../policy/policy-brief.entity';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { timeOf } from '../shared/kernel/shanghai';
import { DueQueuesQueries } from './due-queues.queries';
import type { QueueEvening } from './evening-queues.queries';
import { PrefaceItem } from './preface-item.entity';
import type { DeliverySource } from './preface.states';
import { momentSpoken, MOST_SPOKEN_SECONDS, whyNotNoted } from './queue.rules';

/** What somebody says they have spoken. */
export interface Spoken {
  briefId: string;
  at: Date;
  seconds: number;
  source: DeliverySource;
}

/** 已宣讲 and 免讲: what became of the preface of an evening. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly due: DueQueuesQueries,
    private readonly audit: Audit,
  ) {}

  /**
   * Notes that a brief was spoken; saying it again, sooner or later, changes nothing.
   * @throws RuleViolation when it had been withdrawn before it was said to the end
   */
  record(evening: QueueEvening, spoken: Spoken, actorId: string): Promise<void> {
    const now = this.clock.now();
    return this.database.write(async (tx) => {
      this.requireOpen(evening, now);
      const brief = await tx.findOneBy(PolicyBrief, { id: spoken.briefId });
      if (!brief?.publishedAt) throw new RuleViolation('brief', '没有这条政策传真');
      const at = momentSpoken(evening, spoken.at, now);
      if (brief.endedAt && brief.endedAt < at) throw withdrawn(brief);
      const seconds = Math.min(Math.max(Math.round(spoken.seconds), 1), MOST_SPOKEN_SECONDS);
      const { affected } = await this.database.execute(
        tx,
        sql`INSERT INTO brief_delivery (id, session_id, brief_id, at, seconds, actor_id, source)
            VALUES (${newId()}, ${evening.sessionId}, ${brief.id}, ${at}, ${seconds}, ${actorId},
              ${spoken.source}) ON CONFLICT (session_id, brief_id) DO NOTHING`,
      );
      if (affected > 0) await this.settle(tx, evening, brief.id, now);
    });
  }

  /** In the queue it is done; what had been missed until now need not come again. */
  private async settle(tx: EntityManager, evening: QueueEvening, briefId: string, now: Date) {
    const where = { sessionId: evening.sessionId, briefId };
    const item = await tx.findOneBy(PrefaceItem, where);
    if (!item) {
      const position = (await tx.countBy(PrefaceItem, { sessionId: evening.sessionId })) + 1;
      const words = { why: '讲的时候已经不在队列里', fix: null, position };
      await tx.insert(PrefaceItem, { id: newId(), ...where, state: 'delivered', ...words });
    } else await tx.update(PrefaceItem, { id: item.id }, { state: 'delivered' });
    if (item?.state === 'waiting') return;
    await this.due.markClass(tx, evening.classId, now);
  }

  /** 免讲 with a reason; the last one counts. */
  exempt(evening: QueueEvening, reason: string, actorId: string): Promise<void> {
    const now = this.clock.now();
    return this.database.write(async (tx) => {
      this.requireOpen(evening, now);
      const { sessionId, siteId } = evening;
      await this.database.execute(
        tx,
        sql`INSERT INTO preface_exemption (session_id, reason, actor_id, at)
            VALUES (${sessionId}, ${reason}, ${actorId}, ${now})
            ON CONFLICT (session_id) DO UPDATE
              SET reason = excluded.reason, actor_id = excluded.actor_id, at = excluded.at`,
      );
      const line = { action: 'preface.exempt', subject: 'class_session', subjectId: sessionId };
      await this.audit.record(tx, [{ ...line, actorId, siteId, detail: { reason } }]);
    });
  }

  private requireOpen(evening: QueueEvening, now: Date): void {
    const why = whyNotNoted(evening, now);
    if (why) throw new RuleViolation('preface', why);
  }
}

const withdrawn = ({ title, endedAt, reason }: PolicyBrief): RuleViolation =>
  new RuleViolation(
    'withdrawn',
    `“${title}”${timeOf(endedAt!)} 已经撤回${reason ? `（${reason}）` : '或到期'}，这一次不记。请告诉大家以新的说法为准`,
  );
