import { Injectable } from '@nestjs/common';
import type { BriefLevel } from '../policy/brief-words';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { dateOf } from '../shared/kernel/shanghai';
import { BriefPin } from './brief-pin.entity';
import { DueQueuesQueries } from './due-queues.queries';
import { PrefaceWorker } from './preface.worker';

/** What the county wants first, where and for how long. */
export interface WantedPin {
  briefId: string | null;
  level: BriefLevel | null;
  fromDay: string;
  toDay: string;
  siteId: string;
}

/** 县里指定: the county says what goes first; every queue it touches is planned anew. */
@Injectable()
export class CountyPins {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly due: DueQueuesQueries,
    private readonly worker: PrefaceWorker,
    private readonly audit: Audit,
  ) {}

  /** @throws RuleViolation for a period that is over or ends before it begins */
  pin(wanted: WantedPin, actorId: string): Promise<void> {
    const now = this.clock.now();
    if (wanted.toDay < wanted.fromDay)
      throw new RuleViolation('days', '结束日期不能早于开始日期', 'toDay');
    if (wanted.toDay < dateOf(now)) throw new RuleViolation('past', '这段时间已经过去', 'toDay');
    return this.database.write(async (tx) => {
      const id = newId();
      await tx.insert(BriefPin, { id, ...wanted, actorId, createdAt: now });
      await this.changed(wanted.siteId, actorId, 'brief.pin', id);
    });
  }

  /** A second press finds it gone. */
  release(id: string, actorId: string): Promise<void> {
    return this.database.write(async (tx) => {
      const pin = await tx.findOneBy(BriefPin, { id });
      if (!pin) return;
      await tx.delete(BriefPin, { id });
      await this.changed(pin.siteId, actorId, 'brief.unpin', id);
    });
  }

  private changed(siteId: string, actorId: string, action: string, subjectId: string) {
    return this.database.write(async (tx) => {
      await this.due.markAll(tx, this.clock.now());
      this.worker.afterCommit();
      const line = { action, actorId, siteId, subject: 'brief_pin', subjectId };
      await this.audit.record(tx, [{ ...line, detail: {} }]);
    });
  }
}
