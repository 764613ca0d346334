import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { lockClass } from '../scheduling/class-lock';
import type { NightClass } from '../scheduling/night-class.entity';
import { seatsToGive, servesQueue, stateAt } from '../scheduling/night-class.rules';
import { Database } from '../shared/database/database';
import { inList, sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { Decisions } from './decisions';
import { EnrollmentMail } from './enrollment.mail';
import { OFFER_INSTEAD_MS, OFFER_LASTS_MS } from './enrollment.rules';

/** Gives free seats to the queue, strictly in its order. */
@Injectable()
export class QueuePromotion {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly decisions: Decisions,
    private readonly mail: EnrollmentMail,
  ) {}

  /**
   * Fills the free seats of a class from its queue: given at once while more than 24 h remain,
   * offered for 2 h after that, never once the class has begun.
   * @returns how many people were given or offered a seat
   */
  async fill(tx: EntityManager, classId: string): Promise<number> {
    const nightClass = await lockClass(this.database, tx, classId);
    const now = this.clock.now();
    const free = Math.min(nightClass.waiting, seatsToGive(nightClass, now));
    if (free <= 0 || !servesQueue(stateAt(nightClass, now))) return 0;
    const next = await this.database.execute<{ id: string; profile_id: string }>(
      tx,
      sql`SELECT id, profile_id FROM enrollment WHERE class_id = ${classId} AND state = 'waitlisted'
          ORDER BY queue_number LIMIT ${free}`,
    );
    const atOnce = nightClass.startsAt.getTime() - now.getTime() > OFFER_INSTEAD_MS;
    await this.give(tx, next.rows, atOnce, nightClass);
    await this.database.execute(
      tx,
      sql`UPDATE night_class SET taken = taken + ${next.rows.length}, waiting = waiting - ${next.rows.length}
          WHERE id = ${classId} AND taken + ${next.rows.length} <= capacity`,
    );
    return next.rows.length;
  }

  private async give(
    tx: EntityManager,
    next: readonly { id: string; profile_id: string }[],
    atOnce: boolean,
    nightClass: NightClass,
  ): Promise<void> {
    const ids = next.map((row) => row.id);
    const now = this.clock.now();
    const expires = new Date(
      Math.min(now.getTime() + OFFER_LASTS_MS, nightClass.startsAt.getTime()),
    );
    await this.database.execute(
      tx,
      sql`UPDATE enrollment SET state = ${atOnce ? 'enrolled' : 'offered'}, changed_at = ${now},
            offer_expires_at = ${atOnce ? null : expires}
          WHERE id ${inList(ids)} AND state = 'waitlisted'`,
    );
    await this.mail.tell(tx, new Map(ids.map((id) => [id, atOnce ? 'promoted' : 'offered'])));
    await this.decisions.record(
      tx,
      next.map(({ id, profile_id }, i) => ({
        classId: nightClass.id,
        profileId: profile_id,
        enrollmentId: id,
        kind: atOnce ? 'promoted' : 'offered',
        actorId: null,
        seats: { taken: nightClass.taken + i + 1, waiting: nightClass.waiting - i - 1 },
      })),
    );
  }
}
