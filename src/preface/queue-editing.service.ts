import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PolicyBrief } from '../policy/policy-brief.entity';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { DueQueuesQueries } from './due-queues.queries';
import type { QueueEvening } from './evening-queues.queries';
import { MOST_SECONDS } from './preface-fill.rules';
import { PrefaceItem } from './preface-item.entity';
import type { Fix } from './preface.states';
import { seenOf, whyQueueFixed } from './queue.rules';
import { Replanning } from './replanning.service';

/** Who changes which queue, and how it stood when they looked at it. */
export interface QueueEdit {
  evening: QueueEvening;
  actorId: string;
  seen: string;
}

type Change = (tx: EntityManager, items: readonly PrefaceItem[]) => Promise<void>;

/** What staff do to the queue of one evening; all of it outlasts later planning. */
@Injectable()
export class QueueEditing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly due: DueQueuesQueries,
    private readonly replanning: Replanning,
    private readonly audit: Audit,
  ) {}

  /** The briefs of the queue in the order in which they are to be told. */
  reorder(edit: QueueEdit, order: readonly string[]): Promise<void> {
    return this.change(edit, 'order', order, async (tx, items) => {
      const there = items.filter(({ state }) => state !== 'dropped');
      const asked = order.map((id) => there.find(({ briefId }) => briefId === id));
      if (
        asked.length !== there.length ||
        new Set(asked).size < there.length ||
        asked.includes(undefined)
      )
        throw gone();
      for (const [i, item] of asked.entries())
        await tx.update(
          PrefaceItem,
          { id: item!.id },
          { position: i + 1, fix: item!.fix ?? 'placed' },
        );
    });
  }

  drop(edit: QueueEdit, briefId: string): Promise<void> {
    return this.change(edit, 'drop', [briefId], async (tx, items) => {
      const { id } = found(items, briefId);
      await tx.update(PrefaceItem, { id }, { state: 'dropped', fix: null, why: '教务拿下来的' });
    });
  }

  /** The planner may put it into this queue again. */
  takeBack(edit: QueueEdit, briefId: string): Promise<void> {
    return this.change(edit, 'take_back', [briefId], async (tx, items) => {
      const { id, state } = found(items, briefId);
      if (state !== 'dropped') throw gone();
      await tx.delete(PrefaceItem, { id });
    });
  }

  /** @param fix null to let the planner decide again */
  pin(edit: QueueEdit, briefId: string, fix: Extract<Fix, 'pinned'> | null): Promise<void> {
    return this.change(edit, fix ? 'pin' : 'release', [briefId], async (tx, items) => {
      await tx.update(PrefaceItem, { id: found(items, briefId).id }, { fix });
    });
  }

  /**
   * Another brief in the place of one, or behind all that are there.
   * @throws RuleViolation when it is not to be told that evening, or three minutes do not hold it
   */
  put(edit: QueueEdit, briefId: string, inPlaceOf: string | null): Promise<void> {
    return this.change(edit, 'swap', [briefId, inPlaceOf ?? ''], async (tx, items) => {
      const old = inPlaceOf ? found(items, inPlaceOf) : null;
      if (items.some((item) => item.briefId === briefId)) throw gone();
      const staying = items.filter(({ state, id }) => state !== 'dropped' && id !== old?.id);
      const position = old?.position ?? staying.length + 1;
      await this.requireRoom(tx, briefId, old ? staying.filter(({ fix }) => fix) : staying);
      if (old)
        await tx.update(
          PrefaceItem,
          { id: old.id },
          { state: 'dropped', fix: null, why: '教务换下来的' },
        );
      await tx.insert(PrefaceItem, {
        ...{ id: newId(), sessionId: edit.evening.sessionId, briefId, position },
        ...{ fix: 'swapped', state: 'waiting', why: '教务换上的' },
      });
    });
  }

  private async requireRoom(
    tx: EntityManager,
    briefId: string,
    staying: readonly PrefaceItem[],
  ): Promise<void> {
    const ids = [briefId, ...staying.map((item) => item.briefId)];
    const briefs = await Promise.all(ids.map((id) => tx.findOneBy(PolicyBrief, { id })));
    if (briefs[0]?.state !== 'published') throw gone();
    const total = briefs.reduce((sum, brief) => sum + (brief?.spokenSeconds ?? 0), 0);
    if (total > MOST_SECONDS)
      throw new RuleViolation('long', '这样会超过 3 分钟，请先拿下一条', 'briefId');
  }

  private change(edit: QueueEdit, what: string, briefs: readonly string[], work: Change) {
    const { evening, actorId, seen } = edit;
    return this.database.write(async (tx) => {
      await this.due.holdBriefs(tx);
      await this.due.hold(tx, [evening.classId]);
      const fixed = whyQueueFixed(evening, this.clock.now());
      if (fixed) throw new RuleViolation('fixed', fixed);
      const items = await tx.find(PrefaceItem, {
        where: { sessionId: evening.sessionId },
        order: { position: 'ASC', briefId: 'ASC' },
      });
      const inQueue = items.filter(({ state }) => state !== 'dropped');
      if (seenOf(inQueue) !== seen)
        throw new RuleViolation('seen', '刚刚有别人改过，下面是现在的队列。请看一眼再改');
      await work(tx, items);
      await this.replanning.classNow(tx, evening.classId);
      const line = { action: `preface.${what}`, subject: 'class_session' };
      const { siteId, sessionId } = evening;
      await this.audit.record(tx, [
        { ...line, actorId, siteId, subjectId: sessionId, detail: { briefs } },
      ]);
    });
  }
}

const gone = () => new RuleViolation('gone', '这一条已经不在了，请看现在的队列');

function found(items: readonly PrefaceItem[], briefId: string): PrefaceItem {
  const item = items.find((one) => one.briefId === briefId);
  if (!item) throw gone();
  return item;
}
