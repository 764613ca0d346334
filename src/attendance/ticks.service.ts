import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { NotFound } from '../shared/web/errors';
import { latestOfEach, momentOfTick, Tick, whyNoTick } from './attendance.rules';
import { Noted, notedNames } from './attendance.states';
import { MarksWriter } from './marks.writer';
import { TickFacts, TicksQueries } from './ticks.queries';

/** One person of the roll of one evening. */
export interface AtDoor {
  sessionId: string;
  enrollmentId: string;
}

/** One of those that was not noted, in words; the person is null when there is none such here. */
export interface NotNoted {
  person: TickFacts | null;
  why: string;
}

/** What staff note at the door. Each person has one mark an evening, however often it is pressed. */
@Injectable()
export class Ticks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly queries: TicksQueries,
    private readonly marks: MarksWriter,
  ) {}

  /**
   * Notes a person as come, late or on leave, or takes the mark back; the same again changes nothing.
   * @throws RuleViolation outside the time for it, and for somebody without a seat
   */
  async note({ sessionId, enrollmentId }: AtDoor, state: Noted, actorId: string): Promise<void> {
    const tick = { enrollmentId, state, at: this.clock.now() };
    const [left] = await this.database.write((tx) =>
      this.settle(tx, sessionId, [tick], { actorId, kept: false }),
    );
    if (left && !left.person) throw new NotFound();
    if (left) throw new RuleViolation('tick', left.why);
  }

  /**
   * Notes what a phone kept while it had no network, each by its own moment; sending it again changes
   * nothing.
   * @returns those that were not noted
   */
  noteKept(sessionId: string, ticks: readonly Tick[], actorId: string): Promise<NotNoted[]> {
    return this.database.write((tx) => this.settle(tx, sessionId, ticks, { actorId, kept: true }));
  }

  /** However many ticks there are, the number of statements stays the same. */
  private async settle(
    tx: EntityManager,
    sessionId: string,
    ticks: readonly Tick[],
    { actorId, kept }: { actorId: string; kept: boolean },
  ): Promise<NotNoted[]> {
    const now = this.clock.now();
    const ids = ticks.map(({ enrollmentId }) => enrollmentId);
    const facts = await this.queries.facts(tx, sessionId, ids);
    const refused = ticks.flatMap(({ enrollmentId, state }) => {
      const person = facts.get(enrollmentId) ?? null;
      const why = person ? whyNot(person, state, now) : '名单上没有这个人';
      return why ? [{ enrollmentId, person, why }] : [];
    });
    const not = new Set(refused.map(({ enrollmentId }) => enrollmentId));
    const good = ticks
      .filter(({ enrollmentId }) => !not.has(enrollmentId))
      .map((one) => ({ ...one, at: momentOfTick(facts.get(one.enrollmentId)!, one.at, now) }));
    const latest = latestOfEach(good);
    const won = await this.queries.keepLatest(tx, sessionId, latest, kept);
    const [noted, older] = [true, false].map((is) =>
      latest.filter(({ enrollmentId }) => won.has(enrollmentId) === is),
    );
    await this.marks.write(tx, sessionId, noted!, { facts, actorId });
    return [...refused, ...(await this.overtaken(tx, sessionId, older!, facts))];
  }

  /** Those of the older presses that say something else than the latest one. */
  private async overtaken(
    tx: EntityManager,
    sessionId: string,
    older: readonly Tick[],
    facts: ReadonlyMap<string, TickFacts>,
  ): Promise<NotNoted[]> {
    const ids = older.map(({ enrollmentId }) => enrollmentId);
    const latest = await this.queries.latest(tx, sessionId, ids);
    return older.flatMap(({ enrollmentId, state }) => {
      const stands = latest.get(enrollmentId)!;
      const why = `后来又记了“${notedNames[stands]}”，按后来的算`;
      return stands === state ? [] : [{ person: facts.get(enrollmentId)!, why }];
    });
  }
}

const whyNot = (facts: TickFacts, state: Noted, now: Date): string | null =>
  whyNoTick(facts, state, now) ??
  (facts.seated || state === 'none' ? null : '这个人现在没有座位，请先代报名');
