import { Injectable } from '@nestjs/common';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { Conflict } from '../shared/web/errors';
import { Draws } from './draws.service';
import { NightClassEvents } from './night-class.events';
import { NightClass } from './night-class.entity';
import { Timetable } from './timetable.service';

/** Making classes public; from then on people rely on what they read. */
@Injectable()
export class Publishing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly draws: Draws,
    private readonly events: NightClassEvents,
    private readonly timetable: Timetable,
  ) {}

  /**
   * Makes a draft public.
   * @throws RuleViolation when a day of it is over or the school has been closed on one since
   */
  async publish(id: string, siteId: string, actorId: string): Promise<void> {
    const now = this.clock.now();
    await this.database.write(async (tx) => {
      const draft = await tx.findOneByOrFail(NightClass, { id });
      if (draft.state === 'published') return;
      if (draft.closesAt <= now || draft.startsAt <= now)
        throw new RuleViolation('past', '报名截止或第一节课的时间已过，请先修改日期再公布');
      await this.timetable.requireOpen(tx, draft);
      const drawId = draft.admission === 'draw' ? await this.draws.forWindow(tx, draft) : null;
      const changes = { state: 'published' as const, publishedAt: now, drawId };
      const { affected } = await tx.update(NightClass, { id, state: 'draft' }, changes);
      if (affected !== 1) throw new Conflict('这个班已经不是草稿');
      const line = { action: 'night_class.publish', subject: 'night_class', subjectId: id };
      await this.audit.record(tx, [{ ...line, siteId, actorId }]);
      await this.events.tell(tx, 'published', id);
    });
  }
}
