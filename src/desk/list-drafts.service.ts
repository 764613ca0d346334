import { Injectable } from '@nestjs/common';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { newToken, sha256 } from '../shared/kernel/ids';
import { ParkedForm } from '../shared/web/request-records.entity';
import { Throttle } from '../shared/web/throttle';

const HOUR_MS = 3_600_000;
/** More looks at lists than a clerk takes in an hour. */
const LIMIT = { name: 'list-draft', count: 300, windowMinutes: 60 };

/** Whose list it is, and the page it was pasted on. */
interface Of {
  accountId: string;
  path: string;
}

/**
 * A pasted list between two looks at it, so that the Back of a browser leads to a page and not to a
 * form that is sent again. It names people who got nothing yet: only the clerk who pasted it reads
 * it, for an hour at most, and it is gone once the list is enrolled.
 */
@Injectable()
export class ListDrafts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly throttle: Throttle,
  ) {}

  /** @returns the name of the draft. @throws TooMany */
  async keep(of: Of, body: unknown): Promise<string> {
    await this.throttle.check(LIMIT, of.accountId);
    await this.throttle.count(LIMIT, of.accountId);
    const { _csrf, ...fields } = body as Record<string, unknown>;
    void _csrf;
    const token = newToken();
    const expiresAt = new Date(this.clock.now().getTime() + HOUR_MS);
    const row = { ...of, tokenHash: sha256(token), body: JSON.stringify(fields), expiresAt };
    await this.database.write((tx) => tx.insert(ParkedForm, row));
    return token;
  }

  /** The fields as they were sent, or null when they are not kept any more. */
  async find({ accountId, path }: Of, token: string): Promise<unknown> {
    const row = await this.database.one<{ body: string }>(
      sql`SELECT body FROM parked_form WHERE token_hash = ${sha256(token)}
          AND account_id = ${accountId} AND path = ${path} AND expires_at > ${this.clock.now()}`,
    );
    return row ? (JSON.parse(row.body) as unknown) : null;
  }

  async drop(of: Of): Promise<void> {
    await this.database.write((tx) => tx.delete(ParkedForm, of));
  }
}
