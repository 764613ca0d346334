import { Injectable } from '@nestjs/common';
import { Audit } from '../shared/audit/audit';
import { Config } from '../shared/config/config';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { calendarToken, claimedAccount, isToken } from './calendar-token';

/** The one address under which a calendar program reads somebody's evenings. */
@Injectable()
export class CalendarLinks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly audit: Audit,
  ) {}

  async tokenOf(accountId: string): Promise<string> {
    const version = await this.version(accountId);
    return calendarToken(this.config.sessionSecret, accountId, version ?? 1);
  }

  /** The account whose evenings a token opens; null for a token that is not ours or no longer valid. */
  async accountOf(token: unknown): Promise<string | null> {
    const accountId = claimedAccount(token);
    const version = accountId && (await this.version(accountId));
    if (!accountId || !version) return null;
    const { sessionSecret } = this.config;
    return isToken(sessionSecret, token as string, accountId, version) ? accountId : null;
  }

  /** From now on only a new address is valid. */
  async renew(accountId: string): Promise<void> {
    await this.database.write(async (tx) => {
      await this.database.execute(
        tx,
        sql`INSERT INTO calendar_link (account_id, version, changed_at)
            VALUES (${accountId}, 2, ${this.clock.now()})
            ON CONFLICT (account_id) DO UPDATE
              SET version = calendar_link.version + 1, changed_at = excluded.changed_at`,
      );
      const line = { action: 'calendar_link.renew', actorId: accountId };
      await this.audit.record(tx, [{ ...line, subject: 'account', subjectId: accountId }]);
    });
  }

  /** Null for an account that is closed or never was. */
  private async version(accountId: string): Promise<number | null> {
    const row = await this.database.one<{ version: number }>(
      sql`SELECT COALESCE(l.version, 1) AS version FROM account a
          LEFT JOIN calendar_link l ON l.account_id = a.id
          WHERE a.id = ${accountId} AND a.disabled_at IS NULL`,
    );
    return row?.version ?? null;
  }
}
