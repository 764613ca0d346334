import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { lockClass } from '../scheduling/class-lock';
import type { NightClass } from '../scheduling/night-class.entity';
import { stateAt } from '../scheduling/night-class.rules';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { canMove } from '../shared/kernel/transitions';
import type { DecisionKind } from './decision.entity';
import { Decided, Decisions } from './decisions';
import { EnrollmentMail } from './enrollment.mail';
import type { EnrollmentNews } from './enrollment.news';
import { Enrollment } from './enrollment.entity';
import { whyNoDoorSeat } from './enrollment.rules';
import { EnrollmentState, enrollmentTransitions, placeText } from './enrollment.states';
import { QueuePromotion } from './queue-promotion';
import { whyNoCancelling } from './releasing.rules';

interface Leaving {
  to: 'withdrawn' | 'cancelled' | 'lapsed' | 'released';
  actorId: string | null;
  reason?: string;
  /** Why, for the timeline, where no reason stands on the place itself. */
  words?: string;
  news: EnrollmentNews;
}

/** A place with its class, whose row is locked. */
export interface HeldSeat {
  enrollment: Enrollment;
  nightClass: NightClass;
}

/** Taking a place away, answering an offer; the seat goes to the queue in the same transaction. */
@Injectable()
export class Releasing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly decisions: Decisions,
    private readonly audit: Audit,
    private readonly mail: EnrollmentMail,
    private readonly queue: QueuePromotion,
  ) {}

  /** Staff take the place; the learner reads the reason. */
  cancel(enrollmentId: string, actorId: string, reason: string): Promise<void> {
    return this.database.write(async (tx) => {
      const found = await this.locked(tx, enrollmentId);
      if (found.enrollment.state === 'cancelled') return;
      const why = whyNoCancelling(found.nightClass, this.clock.now());
      if (why) throw new RuleViolation('finished', why);
      await this.leave(tx, found, { to: 'cancelled', actorId, reason, news: 'cancelled' });
      const line = { action: 'enrollment.cancel', subject: 'enrollment', detail: { reason } };
      await this.audit.record(tx, [{ ...line, actorId, subjectId: enrollmentId }]);
    });
  }

  /** The learner takes the offered seat. */
  accept(enrollmentId: string, actorId: string): Promise<void> {
    return this.database.write(async (tx) => {
      const { enrollment, nightClass } = await this.locked(tx, enrollmentId);
      if (enrollment.state === 'enrolled') return;
      const now = this.clock.now();
      if (enrollment.state !== 'offered' || enrollment.offerExpiresAt! <= now)
        throw new RuleViolation('offer_lapsed', '确认时间已过，名额给了下一位');
      await this.move(tx, enrollment, 'enrolled', {});
      await this.record(tx, enrollment, 'accepted', { actorId, seats: nightClass });
    });
  }

  /**
   * Seats somebody of the queue, or with an offer, who stands at the door of an evening that is on.
   * @throws RuleViolation when there is no seat for them
   */
  seatAtDoor(enrollmentId: string, actorId: string): Promise<void> {
    return this.database.write(async (tx) => {
      const { enrollment, nightClass } = await this.locked(tx, enrollmentId);
      if (enrollment.state === 'enrolled') return;
      if (enrollment.state === 'offered') return this.accept(enrollmentId, actorId);
      if (enrollment.state !== 'waitlisted')
        throw new RuleViolation(
          'state',
          `现在是“${placeText({ ...enrollment, position: null })}”，现场不能给名额`,
        );
      const state = stateAt(nightClass, this.clock.now());
      const why = whyNoDoorSeat({ ...nightClass, state });
      if (why) throw new RuleViolation(why.code, why.message);
      await this.move(tx, enrollment, 'enrolled', {});
      const { affected } = await this.database.execute(
        tx,
        sql`UPDATE night_class SET taken = taken + 1, waiting = waiting - 1
            WHERE id = ${nightClass.id} AND taken < capacity`,
      );
      if (affected !== 1) throw new Error('a class had fewer seats than were decided');
      const seats = { taken: nightClass.taken + 1, waiting: nightClass.waiting - 1 };
      await this.record(tx, enrollment, 'promoted', { actorId, words: '现场登记入班', seats });
    });
  }

  /** Ends an offer that nobody answered; harmless when it was answered meanwhile. */
  lapse(enrollmentId: string): Promise<void> {
    return this.database.write(async (tx) => {
      const found = await this.locked(tx, enrollmentId);
      const { state, offerExpiresAt } = found.enrollment;
      if (state !== 'offered' || offerExpiresAt! > this.clock.now()) return;
      await this.leave(tx, found, { to: 'lapsed', actorId: null, news: 'lapsed' });
    });
  }

  /** Frees the seat of somebody who stays away; harmless when there is none any more. */
  release(enrollmentId: string, reason: string): Promise<void> {
    return this.database.write(async (tx) => {
      const found = await this.locked(tx, enrollmentId);
      if (found.enrollment.state !== 'enrolled') return;
      await this.leave(tx, found, { to: 'released', actorId: null, reason, news: 'released' });
    });
  }

  /** Locks the class before its enrollment, as every writer does, and reads both. */
  async locked(tx: EntityManager, enrollmentId: string): Promise<HeldSeat> {
    const { classId } = await tx.findOneByOrFail(Enrollment, { id: enrollmentId });
    const nightClass = await lockClass(this.database, tx, classId);
    const enrollment = await tx.findOneByOrFail(Enrollment, { id: enrollmentId });
    return { enrollment, nightClass };
  }

  /** Ends a place that {@link locked} read; a seat goes to the queue at once. */
  async leave(
    tx: EntityManager,
    { enrollment, nightClass }: HeldSeat,
    how: Leaving,
  ): Promise<void> {
    const held = enrollment.state === 'enrolled' || enrollment.state === 'offered' ? 1 : 0;
    const waited = enrollment.state === 'waitlisted' ? 1 : 0;
    const applied = enrollment.state === 'applied' ? 1 : 0;
    await this.move(tx, enrollment, how.to, { reason: how.reason ?? null });
    // who came by the queue or the draw never took one of the desk's own seats; while somebody waits
    // the seat is the queue's, and the desk has had its share
    const byDesk = enrollment.channel === 'desk' && enrollment.queueNumber === null;
    const backToDesk = byDesk && enrollment.drawRank === null && nightClass.waiting === 0;
    const desk = backToDesk ? held : 0;
    await this.database.execute(
      tx,
      sql`UPDATE night_class SET taken = taken - ${held}, waiting = waiting - ${waited},
            applied = applied - ${applied}, desk_taken = CASE WHEN desk_taken >= ${desk} THEN desk_taken - ${desk} ELSE 0 END
          WHERE id = ${nightClass.id}`,
    );
    const seats = { taken: nightClass.taken - held, waiting: nightClass.waiting - waited };
    await this.record(tx, enrollment, how.to, { ...how, words: how.words ?? how.reason, seats });
    await this.mail.tell(tx, new Map([[enrollment.id, how.news]]));
    if (held > 0) await this.queue.fill(tx, nightClass.id);
  }

  private async move(
    tx: EntityManager,
    enrollment: Enrollment,
    to: EnrollmentState,
    more: { reason?: string | null },
  ): Promise<void> {
    if (!canMove(enrollmentTransitions, enrollment.state, to))
      throw new RuleViolation('state', '这个报名的状态已经变了，请刷新页面看最新情况');
    const { affected } = await tx.update(
      Enrollment,
      { id: enrollment.id, state: enrollment.state },
      { state: to, changedAt: this.clock.now(), offerExpiresAt: null, ...more },
    );
    if (affected !== undefined && affected !== null && affected !== 1)
      throw new RuleViolation('state', '这个报名的状态已经变了，请刷新页面看最新情况');
  }

  private record(
    tx: EntityManager,
    { id, classId, profileId }: Enrollment,
    kind: DecisionKind,
    more: Pick<Decided, 'actorId' | 'words'> & { seats: { taken: number; waiting: number } },
  ): Promise<void> {
    const { actorId, words } = more;
    const seats = { taken: more.seats.taken, waiting: more.seats.waiting };
    const decided = { classId, profileId, enrollmentId: id, kind, actorId, words, seats };
    return this.decisions.record(tx, [decided]);
  }
}
