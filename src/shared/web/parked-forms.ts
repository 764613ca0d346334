import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '../database/database';
import { sql } from '../database/sql';
import { Clock } from '../kernel/clock';
import { newToken, sha256 } from '../kernel/ids';
import { Cookies } from './cookies';
import { ParkedForm } from './request-records.entity';
import { Throttle } from './throttle';

const HOUR_MS = 3_600_000;
/** Never kept, not even for an hour. */
const SECRET_FIELDS = ['_csrf', 'password', 'newPassword', 'code'];

/** Nobody fills the database with forms, not even with those of an own ended session. */
const LIMIT = { name: 'parked-form', count: 60, windowMinutes: 60 };

/**
 * What was typed when the session had ended: kept for an hour, handed back after sign-in, and only to
 * the account that typed it. The next person at the same counter must not see it.
 */
@Injectable()
export class ParkedForms {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cookies: Cookies,
    private readonly throttle: Throttle,
  ) {}

  /** @throws TooMany */
  async park(accountId: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.throttle.check(LIMIT, accountId);
    await this.throttle.count(LIMIT, accountId);
    const fields = { ...(request.body as Record<string, unknown> | undefined) };
    for (const name of SECRET_FIELDS) delete fields[name];
    const token = newToken();
    await this.database.write(async (tx) => {
      await tx.insert(ParkedForm, {
        tokenHash: sha256(token),
        accountId,
        path: request.url.slice(0, 300),
        body: JSON.stringify(fields),
        expiresAt: new Date(this.clock.now().getTime() + HOUR_MS),
      });
    });
    this.cookies.set(reply, 'parked', token, HOUR_MS / 1000);
  }

  /** The form that waits in this browser for this account, or null. */
  async find(
    accountId: string,
    request: FastifyRequest,
  ): Promise<{ path: string; fields: [string, string][] } | null> {
    const token = this.cookies.read(request, 'parked');
    if (!token) return null;
    const row = await this.database.one<{ path: string; body: string }>(
      sql`SELECT path, body FROM parked_form
          WHERE token_hash = ${sha256(token)} AND account_id = ${accountId} AND expires_at > ${this.clock.now()}`,
    );
    if (!row) return null;
    const fields = Object.entries(JSON.parse(row.body) as Record<string, string | string[]>);
    return {
      path: row.path,
      fields: fields.flatMap(([name, value]) =>
        [value].flat().map((one): [string, string] => [name, String(one)]),
      ),
    };
  }

  forget(reply: FastifyReply): void {
    this.cookies.clear(reply, 'parked');
  }
}
