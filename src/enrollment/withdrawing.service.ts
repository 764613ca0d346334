import { Injectable } from '@nestjs/common';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { leavingSeat } from '../standing/standing.rules';
import { Standing } from '../standing/standing.service';
import { markedPlace } from './enrollment.entity';
import { Releasing } from './releasing.service';

/** Left, with a 信用提醒 or without, or not yet: it would give one that nobody had warned of. */
export type Withdrawal = 'left' | 'marked' | 'unwarned';

/** The learner gives a place back. */
@Injectable()
export class Withdrawing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly releasing: Releasing,
    private readonly standing: Standing,
  ) {}

  /**
   * From the queue always, from a seat until the first session begins; inside the last day that gives
   * a 信用提醒.
   * @param warned the page that was pressed said so
   */
  withdraw(enrollmentId: string, actorId: string, warned: boolean): Promise<Withdrawal> {
    return this.database.write(async (tx) => {
      const found = await this.releasing.locked(tx, enrollmentId);
      const { enrollment, nightClass } = found;
      if (enrollment.state === 'withdrawn') return 'left';
      const seated = enrollment.state === 'enrolled';
      const leaving = seated ? leavingSeat(nightClass, this.clock.now()) : 'free';
      if (leaving === 'begun') throw new RuleViolation('too_late', TOO_LATE);
      const late = leaving === 'late';
      if (late && !warned) return 'unwarned';
      const words = late ? '离第一节课不到 24 小时，记一次“临时退课”信用提醒' : undefined;
      await this.releasing.leave(tx, found, {
        to: 'withdrawn',
        actorId,
        words,
        news: 'withdrawn',
      });
      if (late) await this.standing.lateWithdrawal(tx, markedPlace(enrollment), actorId);
      return late ? 'marked' : 'left';
    });
  }
}

const TOO_LATE = '第一节课已经开始，网上不能退课了。来不了请打夜校电话说一声';
