import { Injectable } from '@nestjs/common';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import type { ResponseKind } from './brief-response.entity';

/** 听懂了, 想再了解: one answer for each person, the last one counts. */
@Injectable()
export class BriefResponses {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws RuleViolation when the brief is not published any more */
  respond(briefId: string, accountId: string, kind: ResponseKind): Promise<void> {
    return this.database.write(async (tx) => {
      const { affected } = await this.database.execute(
        tx,
        sql`INSERT INTO brief_response (brief_id, account_id, kind, at)
            SELECT id, ${accountId}, ${kind}, ${this.clock.now()} FROM policy_brief
            WHERE id = ${briefId} AND state = 'published'
            ON CONFLICT (brief_id, account_id) DO UPDATE SET kind = excluded.kind, at = excluded.at`,
      );
      if (affected === 0) throw new RuleViolation('state', '这篇传真已经结束，不再收集反馈');
    });
  }
}
