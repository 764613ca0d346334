import { Injectable } from '@nestjs/common';
import { EntityManager, IsNull } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { newId } from '../shared/kernel/ids';
import type { Actor } from '../shared/web/actor';
import { Conflict } from '../shared/web/errors';
import { CalendarDay } from './calendar-day.entity';
import type { MarkRule } from './marks.rules';
import { columnsOf } from './recurrence.rules';

/** Whose rule it is: a school's, or the county's when nothing is given. */
export interface RuleOwner {
  id: string;
  siteId: string;
}

/** Keeps the rules that mark days. Evenings that are booked stay where they are. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async create(actor: Actor, owner: RuleOwner | null, rule: MarkRule): Promise<void> {
    const id = newId();
    await this.database.write(async (tx) => {
      await tx.insert(CalendarDay, { id, schoolId: owner?.id ?? null, ...rowOf(rule) });
      await this.record(tx, actor, owner, { action: 'calendar_day.create', id, rule });
    });
  }

  async update(actor: Actor, owner: RuleOwner | null, id: string, rule: MarkRule): Promise<void> {
    await this.database.write(async (tx) => {
      const { affected } = await tx.update(CalendarDay, ownedBy(owner, id), rowOf(rule));
      if (affected !== 1) throw gone();
      await this.record(tx, actor, owner, { action: 'calendar_day.update', id, rule });
    });
  }

  async remove(actor: Actor, owner: RuleOwner | null, id: string, rule: MarkRule): Promise<void> {
    await this.database.write(async (tx) => {
      const { affected } = await tx.delete(CalendarDay, ownedBy(owner, id));
      if (affected !== 1) throw gone();
      await this.record(tx, actor, owner, { action: 'calendar_day.remove', id, rule });
    });
  }

  private record(
    tx: EntityManager,
    { accountId: actorId }: Actor,
    owner: RuleOwner | null,
    { action, id, rule }: { action: string; id: string; rule: MarkRule },
  ): Promise<void> {
    const at = owner ? { siteId: owner.siteId } : {};
    const line = { action, actorId, subject: 'calendar_day', subjectId: id, detail: rowOf(rule) };
    return this.audit.record(tx, [{ ...line, ...at }]);
  }
}

const gone = () => new Conflict('这一条刚被删掉了，请回到校历看看');

const ownedBy = (owner: RuleOwner | null, id: string) => ({ id, schoolId: owner?.id ?? IsNull() });

const rowOf = ({ kind, name, source, confirmed, recurrence }: MarkRule) => ({
  ...{ kind, name, source, confirmed },
  ...columnsOf(recurrence),
});
