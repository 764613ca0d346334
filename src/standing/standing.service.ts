import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IsNull } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { MarkKind, StandingMark } from './standing-mark.entity';
import { StandingMail } from './standing.mail';
import { eveningFrom, FirstEvening, firstEveningOf, RawEvening } from './standing.queries';
import { whyNoNoShow, whyNoUndoing } from './standing.rules';

/** The place in a class that a mark is about. */
export interface MarkedPlace {
  enrollmentId: string;
  profileId: string;
  accountId: string;
  classId: string;
}

/**
 * Gives and takes back 信用提醒. Callers hold the lock of the class, so that two presses at once
 * give one mark; a repeated press changes nothing.
 */
@Injectable()
export class Standing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly mail: StandingMail,
  ) {}

  /** @throws RuleViolation when the evening has not ended, or is none that counts */
  async noShow(tx: EntityManager, place: MarkedPlace, actorId: string): Promise<void> {
    const evening = await this.firstEvening(tx, place.classId);
    const why = whyNoNoShow(evening, this.clock.now());
    if (why) throw new RuleViolation('no_show', why);
    await this.give(tx, place, evening, { kind: 'no_show', at: evening.startsAt, actorId });
  }

  /** The learner gave up a seat in the last day; a reminder only. */
  async lateWithdrawal(tx: EntityManager, place: MarkedPlace, actorId: string): Promise<void> {
    const evening = await this.firstEvening(tx, place.classId);
    const at = this.clock.now();
    await this.give(tx, place, evening, { kind: 'late_withdrawal', at, actorId });
  }

  /** Takes back a no-show that was noted by mistake today; the audit keeps both. */
  async undoNoShow(tx: EntityManager, enrollmentId: string, actorId: string): Promise<void> {
    const mark = await tx.findOneBy(StandingMark, { enrollmentId, kind: 'no_show' });
    if (!mark) return;
    const why = whyNoUndoing(mark, this.clock.now());
    if (why) throw new RuleViolation('no_show', why);
    await this.mail.tell(tx, mark.id, 'undone');
    const { affected } = await tx.delete(StandingMark, { id: mark.id, appealedAt: IsNull() });
    if (affected === 0) throw new RuleViolation('no_show', '本人刚刚申诉了，请校长或中心答复');
    const { siteId } = await this.firstEvening(tx, mark.classId);
    await this.record(tx, 'standing.undo', { id: mark.id, actorId, siteId, enrollmentId });
  }

  private async give(
    tx: EntityManager,
    place: MarkedPlace,
    { sessionId, termEndsAt, siteId }: FirstEvening,
    { kind, at, actorId }: { kind: MarkKind; at: Date; actorId: string },
  ): Promise<void> {
    const { enrollmentId } = place;
    const event = { enrollmentId, sessionId, kind };
    if (await tx.existsBy(StandingMark, event)) return;
    const id = newId();
    await tx.insert(StandingMark, {
      id,
      ...place,
      ...event,
      at,
      recordedAt: this.clock.now(),
      recordedBy: kind === 'no_show' ? actorId : null,
      expiresAt: termEndsAt,
    });
    await this.record(tx, `standing.${kind}`, { id, actorId, siteId, enrollmentId });
    await this.mail.tell(tx, id, kind);
  }

  private async firstEvening(tx: EntityManager, classId: string): Promise<FirstEvening> {
    const { rows } = await this.database.execute<RawEvening>(tx, firstEveningOf(classId));
    return eveningFrom(rows[0]!);
  }

  private record(
    tx: EntityManager,
    action: string,
    about: { id: string; actorId: string; siteId: string; enrollmentId: string },
  ): Promise<void> {
    const { id, enrollmentId, ...who } = about;
    const line = { action, ...who, subject: 'standing_mark', subjectId: id };
    return this.audit.record(tx, [{ ...line, detail: { enrollmentId } }]);
  }
}
