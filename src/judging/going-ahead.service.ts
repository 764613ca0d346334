import { Injectable } from '@nestjs/common';
import { lockClass } from '../scheduling/class-lock';
import { NightClass } from '../scheduling/night-class.entity';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { needsJudgement, peopleIn } from './judging.rules';

/** A class that is held although few come, who says so, and why. */
export interface GoAhead {
  classId: string;
  siteId: string;
  actorId: string;
  reason: string;
}

/** 照开: nothing changes for anybody, so nobody is told; it stands on the class and in the audit. */
@Injectable()
export class GoingAhead {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** @throws RuleViolation when there is nothing to judge any more */
  goAhead({ classId, siteId, actorId, reason }: GoAhead): Promise<void> {
    return this.database.write(async (tx) => {
      const found = await lockClass(this.database, tx, classId);
      const now = this.clock.now();
      if (!needsJudgement(found, now))
        throw new RuleViolation('state', '这个班现在不用判断，请看最新情况');
      await tx.update(NightClass, { id: classId }, { goAheadAt: now, goAheadReason: reason });
      const line = { action: 'night_class.go_ahead', subject: 'night_class', subjectId: classId };
      const detail = { reason, people: peopleIn(found), minimum: found.minimum };
      await this.audit.record(tx, [{ ...line, siteId, actorId, detail }]);
    });
  }
}
