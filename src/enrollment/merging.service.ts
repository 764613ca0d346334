import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Halt, Halting } from '../scheduling/halting.service';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { AdmissionWriter } from './admission.writer';
import { EnrollmentMail } from './enrollment.mail';
import { Merged, MergerFacts, MergerQueries } from './merger.queries';
import { MergerPlan, MovingPlace, planMerger } from './merger.rules';
import { MergerWords, mergerWords } from './merger.words';

/** Two classes of one course, and who merges them for what reason. */
export type Merger = Halt & Merged;

/** Merges one class into another: all who can move, everybody told, in one transaction. */
@Injectable()
export class Merging {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly queries: MergerQueries,
    private readonly writer: AdmissionWriter,
    private readonly halting: Halting,
    private readonly mail: EnrollmentMail,
  ) {}

  /** What would happen, as things stand; `people` has their names. */
  async preview(merger: Merger): Promise<MergerPlan & Pick<MergerFacts, 'people'>> {
    const facts = await this.queries.asOf(merger);
    return { ...this.plan(merger, facts).plan, people: facts.people };
  }

  /** @throws RuleViolation when the classes cannot be merged, or seats are wanting */
  merge(merger: Merger): Promise<void> {
    return this.database.write(async (tx) => {
      const { plan, said } = this.plan(merger, await this.queries.lock(tx, merger));
      if (plan.why) throw new RuleViolation('merger', plan.why);
      await this.move(tx, plan, said);
      await this.halting.cancelWith(tx, { ...merger, reason: said.went });
    });
  }

  private plan(merger: Merger, { from, into, people, places }: MergerFacts) {
    const now = this.clock.now();
    const said = mergerWords(from, into, merger.reason, now);
    const by = { ...said, actorId: merger.actorId };
    return { plan: planMerger({ from, into }, people, places, by, now), said };
  }

  private async move(tx: EntityManager, plan: MergerPlan, said: MergerWords): Promise<void> {
    const { admission, moved, left } = plan;
    await this.writer.store(tx, admission);
    const changed_at = this.clock.now();
    const over = ({ enrollmentId: id }: MovingPlace, reason: string) => ({
      ...{ id, state: 'cancelled', changed_at, offer_expires_at: null, reason },
    });
    await this.database.updateRows(tx, 'enrollment', [
      ...moved.map(({ from }) => over(from, said.went)),
      ...left.map(({ from, reasons }) => over(from, said.stayed(reasons))),
    ]);
    const out = left.map(({ from }) => [from.enrollmentId, 'cancelled'] as const);
    await this.mail.tell(tx, new Map(out));
    const come = moved.map((one) => [one.enrollmentId, 'merged'] as const);
    await this.mail.tell(tx, new Map(come), said.came);
  }
}
