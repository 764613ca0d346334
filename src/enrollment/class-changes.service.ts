import { Injectable, OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { NightClassEvents } from '../scheduling/night-class.events';
import type { RuleName } from '../scheduling/rule-names';
import { Database } from '../shared/database/database';
import { inList, sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { Decisions } from './decisions';
import { EnrollmentMail } from './enrollment.mail';
import type { EnrollmentNews } from './enrollment.news';
import type { EnrollmentState } from './enrollment.states';
import { QueuePromotion } from './queue-promotion';
import { concerned } from './rule-news.rules';

interface Live {
  id: string;
  profile_id: string;
  state: EnrollmentState;
}

/** What happens to people's places when staff change a class, in the same transaction. */
@Injectable()
export class ClassChanges implements OnModuleInit {
  constructor(
    private readonly events: NightClassEvents,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly decisions: Decisions,
    private readonly mail: EnrollmentMail,
    private readonly queue: QueuePromotion,
  ) {}

  onModuleInit(): void {
    this.events.on('cancelled', (tx, id, reason) => this.cancelled(tx, id, reason));
    this.events.on('postponed', (tx, id) => this.postponed(tx, id));
    this.events.on('resumed', (tx, id) => this.resumed(tx, id));
    this.events.on('rescheduled', (tx, id, words) => this.rescheduled(tx, id, words));
    this.events.on('adjusted', (tx, id, words, rules) => this.adjusted(tx, id, words, rules));
  }

  /** Seats that a change set free go to the queue; those still in it, and others it touches, are told. */
  private async adjusted(
    tx: EntityManager,
    classId: string,
    words: string,
    rules: readonly RuleName[],
  ): Promise<void> {
    await this.queue.fill(tx, classId);
    const told = concerned(rules);
    const ids = (await this.live(tx, classId)).filter(({ state }) => told.includes(state));
    const news = new Map(ids.map(({ id }) => [id, 'rulesChanged' as const]));
    await this.mail.tell(tx, news, words);
  }

  /** Every place ends with the class; its holder reads why. */
  private async cancelled(tx: EntityManager, classId: string, reason: string): Promise<void> {
    const live = await this.live(tx, classId);
    const ids = live.map(({ id }) => id);
    await this.database.execute(
      tx,
      sql`UPDATE enrollment SET state = 'cancelled', changed_at = ${this.clock.now()},
            offer_expires_at = NULL, reason = ${reason} WHERE id ${inList(ids)}`,
    );
    await this.database.execute(
      tx,
      sql`UPDATE night_class SET taken = 0, desk_taken = 0, waiting = 0, applied = 0 WHERE id = ${classId}`,
    );
    await this.decisions.record(
      tx,
      live.map(({ id, profile_id }) => ({
        classId,
        profileId: profile_id,
        enrollmentId: id,
        kind: 'cancelled',
        actorId: null,
        seats: { taken: 0, waiting: 0 },
        words: reason,
      })),
    );
    await this.mail.tell(tx, new Map(ids.map((id) => [id, 'classCancelled' as const])));
  }

  /** Who was offered a seat of an evening that is not held waits on, in the same place. */
  private async postponed(tx: EntityManager, classId: string): Promise<void> {
    const live = await this.live(tx, classId);
    const offered = live.filter(({ state }) => state === 'offered');
    await this.database.execute(
      tx,
      sql`UPDATE enrollment SET state = 'waitlisted', changed_at = ${this.clock.now()},
            offer_expires_at = NULL WHERE id ${inList(offered.map(({ id }) => id))}`,
    );
    await this.database.execute(
      tx,
      sql`UPDATE night_class SET taken = taken - ${offered.length},
            waiting = waiting + ${offered.length} WHERE id = ${classId}`,
    );
    await this.decisions.record(
      tx,
      offered.map(({ id, profile_id }) => ({
        ...{ classId, profileId: profile_id, enrollmentId: id, actorId: null },
        ...{ kind: 'queued' as const, words: '班级延期，不用再确认，候补的位次不变' },
      })),
    );
    await this.tellAll(tx, live, 'postponed');
  }

  /** What is free goes to the queue, now that there is a day again. */
  private async resumed(tx: EntityManager, classId: string): Promise<void> {
    await this.tellAll(tx, await this.live(tx, classId), 'resumed');
    await this.queue.fill(tx, classId);
  }

  /** Everybody who comes, or may come, is told of the evenings that are different now. */
  private async rescheduled(tx: EntityManager, classId: string, words: string): Promise<void> {
    await this.tellAll(tx, await this.live(tx, classId), 'rescheduled', words);
  }

  private tellAll(
    tx: EntityManager,
    live: readonly Live[],
    news: EnrollmentNews,
    words = '',
  ): Promise<void> {
    return this.mail.tell(tx, new Map(live.map(({ id }) => [id, news])), words);
  }

  private async live(tx: EntityManager, classId: string) {
    const { rows } = await this.database.execute<Live>(
      tx,
      sql`SELECT id, profile_id, state FROM enrollment WHERE class_id = ${classId}
          AND state IN ('applied', 'enrolled', 'waitlisted', 'offered')`,
    );
    return rows;
  }
}
