import { Injectable } from '@nestjs/common';
import { EntityManager, In, IsNull, LessThanOrEqual, MoreThan } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { requireSeen } from '../shared/kernel/seen.rules';
import { Conflict } from '../shared/web/errors';
import { checkDeadline, checkDeskShare, checkDraft } from './class-draft.rules';
import { lockClass } from './class-lock';
import { ClassSession } from './class-session.entity';
import { limitValues } from './class-values.rules';
import { Draw } from './draw.entity';
import { NightClass } from './night-class.entity';
import { NightClassEvents } from './night-class.events';
import { ClassDraft, DraftPlace, searchOf, SeenClass } from './night-class.service';
import { ruleSteps, RuleStep, stepsText } from './rule-changes.rules';
import { Explained, RuleChanges } from './rule-changes.service';
import { Timetable } from './timetable.service';

/** What may still change once people can see the class. */
export type ClassLimits = Pick<
  ClassDraft,
  'teacherName' | 'capacity' | 'minimum' | 'deskQuota' | 'closesAt'
>;

/** Changing the rules of a public class: dated, explained, and told to those it concerns. */
@Injectable()
export class Adjusting {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly timetable: Timetable,
    private readonly changes: RuleChanges,
    private readonly events: NightClassEvents,
  ) {}

  /** Changes seats, teacher or deadline of a public class; more seats go to the queue first. */
  async adjust(
    { id, seen }: SeenClass,
    place: DraftPlace,
    wanted: ClassLimits,
    why: Explained,
  ): Promise<void> {
    await this.database.write(async (tx) => {
      const found = await lockClass(this.database, tx, id);
      requireSeen(seen, limitValues(found));
      await this.check(tx, found, place, wanted);
      // forms know minutes only, and the deadline of a draw was committed to
      const limits = found.drawId === null ? wanted : { ...wanted, closesAt: found.closesAt };
      const steps = ruleSteps(found, limits);
      if (steps.length === 0) throw new RuleViolation('unchanged', '没有改动，不用保存');
      const { affected } = await tx.update(
        NightClass,
        { id, state: 'published', taken: LessThanOrEqual(limits.capacity) },
        { ...limits, search: searchOf(place, limits.teacherName) },
      );
      if (affected !== 1) throw new Conflict('这个班刚刚变了，请看最新情况再改');
      if (limits.teacherName !== found.teacherName)
        await this.handOver(tx, found, limits.teacherName);
      await this.changes.record(tx, id, steps, why);
      const { actorId, explanation } = why;
      const line = { action: 'night_class.adjust', subject: 'night_class', subjectId: id };
      const { siteId } = place.school;
      await this.audit.record(tx, [{ ...line, siteId, actorId, detail: { steps, explanation } }]);
      await this.tell(tx, id, steps, explanation);
    });
  }

  private tell(
    tx: EntityManager,
    id: string,
    steps: readonly RuleStep[],
    explanation: string,
  ): Promise<void> {
    const words = `${stepsText(steps, this.clock.now())}。原因：${explanation}`;
    const rules = steps.map((step) => step.rule);
    return this.events.tell(tx, 'adjusted', id, words, rules);
  }

  private async check(
    tx: EntityManager,
    found: NightClass,
    place: DraftPlace,
    limits: ClassLimits,
  ): Promise<void> {
    const startsAt = found.startsAt > this.clock.now() ? found.startsAt : null;
    checkDeadline(found, limits.closesAt);
    const priorities = (await this.toDraw(tx, found)) ? found.priorities : '';
    checkDraft({ ...found, ...limits, priorities, startsAt, room: place.room });
    checkDeskShare({ ...found, ...limits }, this.clock.now());
  }

  /** After the draw its reserved seats bind nobody any more. */
  private async toDraw(tx: EntityManager, { drawId }: NightClass): Promise<boolean> {
    return drawId !== null && (await tx.existsBy(Draw, { id: drawId, drawnAt: IsNull() }));
  }

  /** Whoever takes over the class also takes its evenings to come, those of a substitute left out. */
  private async handOver(tx: EntityManager, c: NightClass, teacherName: string): Promise<void> {
    const left = await tx.find(ClassSession, {
      where: {
        classId: c.id,
        state: 'scheduled',
        teacherName: c.teacherName,
        startsAt: MoreThan(this.clock.now()),
      },
      order: { startsAt: 'ASC' },
    });
    if (left.length === 0) return;
    const moving = left.map(({ id }) => id);
    await this.timetable.requireFree(tx, [
      { roomId: c.roomId, teacherName, evenings: left, moving },
    ]);
    await tx.update(
      ClassSession,
      { id: In(moving) },
      { teacherName, revision: () => 'revision + 1', changedAt: this.clock.now() },
    );
  }
}
