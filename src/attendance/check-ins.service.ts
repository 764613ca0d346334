import { Injectable } from '@nestjs/common';
import { Config } from '../shared/config/config';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { Limit, Throttle } from '../shared/web/throttle';
import { whyNoSelfCheckIn } from './attendance.rules';
import { checkInCode, checkInSeed, isCheckInCode, printedCode } from './check-in-code';
import type { OwnSeat } from './check-ins.queries';
import type { DoorEvening } from './door.queries';
import { TicksQueries } from './ticks.queries';

/** Of a million codes three are right: ten tries in a quarter of an hour guess nothing. */
const WRONG_CODES: Limit = { name: 'check-in-code', count: 10, windowMinutes: 15 };

/** Checking oneself in with the code that is shown at the door. */
@Injectable()
export class CheckIns {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly throttle: Throttle,
    private readonly ticks: TicksQueries,
  ) {}

  /** The code of an evening now, for those who show it. */
  code({ sessionId }: DoorEvening): string {
    return checkInCode(this.seed(sessionId), this.clock.now());
  }

  /** The code of an evening for paper. */
  printedCode({ sessionId }: DoorEvening): string {
    return printedCode(this.seed(sessionId));
  }

  /**
   * Notes that the person is here, once. What staff noted stands, except leave: who is here has come.
   * @throws RuleViolation outside the time for it, and for a code that does not fit
   * @throws TooMany after too many of those
   */
  async checkIn(
    evening: DoorEvening,
    seat: OwnSeat,
    code: string,
    accountId: string,
  ): Promise<void> {
    if (seat.state !== null && seat.state !== 'leave') return;
    const now = this.clock.now();
    const why = evening.cancelled ? '这一节取消了，不用签到' : whyNoSelfCheckIn(evening, now);
    if (why) throw new RuleViolation('check_in', why);
    await this.throttle.check(WRONG_CODES, accountId);
    if (!isCheckInCode(this.seed(evening.sessionId), code, now)) {
      await this.countWrong(evening.sessionId, accountId, now);
      throw new RuleViolation('code', '签到码不对，或已经换了。请看门口现在的六位数', 'code');
    }
    await this.note(evening.sessionId, seat, now);
  }

  private note(sessionId: string, seat: OwnSeat, at: Date): Promise<unknown> {
    const tick = { enrollmentId: seat.enrollmentId, state: 'present' as const, at };
    return this.database.write(async (tx) => {
      await this.ticks.keepLatest(tx, sessionId, [tick], false);
      await this.database.execute(
        tx,
        sql`INSERT INTO attendance
              (id, session_id, profile_id, enrollment_id, state, source, at, actor_id)
            VALUES (${newId()}, ${sessionId}, ${seat.profileId}, ${seat.enrollmentId},
              'present', 'self', ${at}, NULL)
            ON CONFLICT (session_id, enrollment_id) DO UPDATE
              SET state = 'present', source = 'self', at = excluded.at, actor_id = NULL
              WHERE attendance.state = 'leave'`,
      );
    });
  }

  private async countWrong(sessionId: string, accountId: string, at: Date): Promise<void> {
    await this.throttle.count(WRONG_CODES, accountId);
    await this.database.write((tx) =>
      this.database.execute(
        tx,
        sql`INSERT INTO wrong_code (session_id, account_id, tries, last_at)
            VALUES (${sessionId}, ${accountId}, 1, ${at})
            ON CONFLICT (session_id, account_id) DO UPDATE
              SET tries = wrong_code.tries + 1, last_at = excluded.last_at`,
      ),
    );
  }

  private seed(sessionId: string): Buffer {
    return checkInSeed(this.config.sessionSecret, sessionId);
  }
}
