import { Injectable } from '@nestjs/common';
import { Batcher } from '../shared/kernel/batcher';
import { Load } from '../shared/kernel/load';
import { RuleViolation } from '../shared/kernel/rule-violation';
import type { Decision, Entry, Verdict } from './admission';
import { AdmissionWriter } from './admission.writer';
import { Reason, reasonsText } from './enrollment.rules';

/** A refusal with every reason, the first one as its sentence. */
export class NotAdmitted extends RuleViolation {
  constructor(readonly reasons: readonly Reason[]) {
    super(reasons[0]!.code, reasonsText(reasons));
  }
}

/** Taking a place in a class. */
@Injectable()
export class Enrolling {
  private readonly batcher: Batcher<Entry, Verdict>;

  constructor(writer: AdmissionWriter, load: Load) {
    this.batcher = new Batcher<Entry, Verdict>((entries) => writer.write(entries));
    load.watch(() => this.batcher.waiting);
  }

  /**
   * A seat, or a place in the queue. Answered after the commit; pressing again gives the same place.
   * @throws NotAdmitted with the reasons, QueueFull when too many wait already
   */
  async enroll(entry: Entry): Promise<Decision> {
    const verdict = await this.batcher.submit(entry);
    if ('refused' in verdict) throw new NotAdmitted(verdict.refused);
    return verdict;
  }
}
