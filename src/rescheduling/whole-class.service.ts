import { Injectable } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { lockClass } from '../scheduling/class-lock';
import { ClassSession } from '../scheduling/class-session.entity';
import { NightClass } from '../scheduling/night-class.entity';
import { NightClassEvents } from '../scheduling/night-class.events';
import { DraftPlace, searchOf } from '../scheduling/night-class.service';
import { ruleSteps } from '../scheduling/rule-changes.rules';
import { RuleChanges } from '../scheduling/rule-changes.service';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { momentText } from '../shared/kernel/shanghai';
import { NotFound } from '../shared/web/errors';
import { Room } from '../sites/room.entity';
import { Evening, whyFixed } from './evening-change.rules';

/** A locked class with its evenings by time, and the one that somebody changes. */
export interface Loaded {
  found: NightClass;
  target: Evening & { roomName: string };
  evenings: (Evening & { roomName: string })[];
}

/** What was done to evenings, for the audit, the learners and the class itself. */
export interface Done {
  action: string;
  words: string;
  reason: string;
  sessions: readonly string[];
  /** Where and when the class meets from now on, when that changed. */
  usual?: Partial<NightClass>;
}

/** What a change of some evenings means for their class: its span, its rules, its people. */
@Injectable()
export class WholeClass {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly changes: RuleChanges,
    private readonly events: NightClassEvents,
  ) {}

  /** @throws RuleViolation when the class or the evening can no longer be changed */
  async load(tx: EntityManager, at: { classId: string; sessionId: string }): Promise<Loaded> {
    const found = await lockClass(this.database, tx, at.classId);
    if (found.state !== 'published')
      throw new RuleViolation('state', '这个班现在不上课，不能改某一节');
    const sessions = await tx.find(ClassSession, {
      where: { classId: found.id },
      order: { startsAt: 'ASC' },
    });
    const used = await tx.findBy(Room, { id: In(sessions.map(({ roomId }) => roomId)) });
    const rooms = new Map(used.map(({ id, name }) => [id, name]));
    const evenings = sessions.map((one) => ({ ...one, roomName: rooms.get(one.roomId)! }));
    const target = evenings.find(({ id }) => id === at.sessionId);
    if (!target) throw new NotFound();
    const fixed = whyFixed(target, this.clock.now());
    if (fixed) throw new RuleViolation('fixed', fixed);
    return { found, target, evenings };
  }

  /** Called after the evenings were written, in the same transaction. */
  async changed(
    tx: EntityManager,
    { found }: Loaded,
    { actorId, place }: { actorId: string; place: DraftPlace },
    { action, words, reason, sessions, usual = {} }: Done,
  ): Promise<void> {
    const span = await this.span(tx, found);
    const search = usual.teacherName ? { search: searchOf(place, usual.teacherName) } : {};
    await tx.update(NightClass, { id: found.id }, { ...span, ...usual, ...search });
    const steps = ruleSteps(found, { ...span, ...usual });
    await this.changes.record(tx, found.id, steps, { actorId, explanation: reason });
    const { siteId } = place.school;
    const line = { action, actorId, siteId, subject: 'night_class', subjectId: found.id };
    await this.audit.record(tx, [{ ...line, detail: { sessions, words, reason } }]);
    await this.events.tell(tx, 'rescheduled', found.id, `${words}。原因：${reason}`);
  }

  /** From the first evening that is held to the last. */
  private async span(tx: EntityManager, found: NightClass) {
    const held = await tx.find(ClassSession, {
      where: { classId: found.id, state: 'scheduled' },
      order: { startsAt: 'ASC' },
    });
    const [first, last] = [held[0], held.at(-1)];
    if (!first || !last)
      throw new RuleViolation('last', '这是最后一节了。要停，请取消整个班', 'scope');
    const now = this.clock.now();
    if (found.startsAt > now && first.startsAt < found.closesAt)
      throw new RuleViolation(
        'window',
        `报名 ${momentText(found.closesAt, now)} 才截止，第一节课不能更早`,
        'date',
      );
    return { startsAt: first.startsAt, endsAt: last.endsAt };
  }
}
