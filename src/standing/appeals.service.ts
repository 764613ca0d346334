import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan, Not } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { StandingMark } from './standing-mark.entity';
import { StandingMail } from './standing.mail';
import type { MarkRow } from './standing.queries';
import { whyNoAnswer, whyNoAppeal } from './standing.rules';

/** Contesting a mark, and answering that, each once. */
@Injectable()
export class Appeals {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly mail: StandingMail,
  ) {}

  /** @throws RuleViolation when the mark is gone or was appealed against before */
  appeal(mark: MarkRow, text: string, actorId: string): Promise<void> {
    return this.database.write(async (tx) => {
      const now = this.clock.now();
      const why = whyNoAppeal(mark, now);
      if (why) throw new RuleViolation('appeal', why);
      const open = { id: mark.id, appealedAt: IsNull(), expiresAt: MoreThan(now) };
      const { affected } = await tx.update(StandingMark, open, { appeal: text, appealedAt: now });
      if (affected !== 1) throw new RuleViolation('appeal', '这条提醒刚刚变了，请刷新页面');
      await this.audit.record(tx, [line('standing.appeal', mark, actorId)]);
    });
  }

  /**
   * An upheld appeal lifts the mark, and with it any pause that rests on it.
   * @throws RuleViolation when the actor gave the mark, or somebody answered already
   */
  answer(
    mark: MarkRow,
    { lift, text }: { lift: boolean; text: string },
    by: { actorId: string; siteId: string },
  ): Promise<void> {
    return this.database.write(async (tx) => {
      const why = whyNoAnswer(mark, by.actorId);
      if (why) throw new RuleViolation('answer', why);
      const { affected } = await tx.update(
        StandingMark,
        { id: mark.id, appealedAt: Not(IsNull()), answeredAt: IsNull() },
        { answer: text, answeredAt: this.clock.now(), answeredBy: by.actorId, lifted: lift },
      );
      if (affected !== 1) throw new RuleViolation('answer', '这条申诉刚刚有人答复了，请刷新页面');
      const action = lift ? 'standing.lift' : 'standing.keep';
      await this.audit.record(tx, [{ ...line(action, mark, by.actorId), siteId: by.siteId }]);
      await this.mail.tell(tx, mark.id, lift ? 'upheld' : 'kept');
    });
  }
}

const line = (action: string, mark: MarkRow, actorId: string) => ({
  action,
  actorId,
  subject: 'standing_mark',
  subjectId: mark.id,
  detail: { enrollmentId: mark.enrollmentId },
});
