import { Injectable } from '@nestjs/common';
import { markedPlace } from '../enrollment/enrollment.entity';
import { Releasing } from '../enrollment/releasing.service';
import { Database } from '../shared/database/database';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { Standing } from '../standing/standing.service';

/** Until evenings are checked in: staff note who did not come to a single evening. */
@Injectable()
export class NoShows {
  constructor(
    private readonly database: Database,
    private readonly releasing: Releasing,
    private readonly standing: Standing,
  ) {}

  /** @throws RuleViolation when the person had no seat, or the evening has not ended */
  mark(enrollmentId: string, actorId: string): Promise<void> {
    return this.database.write(async (tx) => {
      const { enrollment } = await this.releasing.locked(tx, enrollmentId);
      if (enrollment.state !== 'enrolled')
        throw new RuleViolation('no_show', '只有报上名、有座位的人才记未到');
      await this.standing.noShow(tx, markedPlace(enrollment), actorId);
    });
  }

  /** Takes it back on the same day; harmless when there is none. */
  undo(enrollmentId: string, actorId: string): Promise<void> {
    return this.database.write((tx) => this.standing.undoNoShow(tx, enrollmentId, actorId));
  }
}
