import { Injectable, Logger } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { bool, instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { Batcher } from '../shared/kernel/batcher';
import { Clock } from '../shared/kernel/clock';
import { newToken, sha256 } from '../shared/kernel/ids';
import { Actor, ActorSource } from '../shared/web/actor';
import { RoleGrant } from './role-grant.entity';
import { Session } from './session.entity';
import { sessionLife } from './session.rules';
import { SessionRow, SessionsQueries } from './sessions.queries';

const MINUTE = 60_000;
const TOUCH_EVERY = 5 * MINUTE;
/** How far beyond its whole life a session may be carried by an opening. */
const MOST_LONGER = 3 * 60 * MINUTE;

/** Signed-in browsers, kept on the server; a cookie alone is worth nothing once its row is gone. */
@Injectable()
export class Sessions implements ActorSource {
  private readonly log = new Logger('sessions');
  /** Requests that come at once are looked up by one query, each after it came. */
  private readonly lookups = new Batcher<string, SessionRow[]>(
    (idHashes) => this.queries.withGrants(idHashes),
    { batch: 256, queue: 10_000, apart: false },
  );

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly queries: SessionsQueries,
  ) {}

  async find(token: string): Promise<Actor | null> {
    const idHash = sha256(token);
    const rows = await this.lookups.submit(idHash);
    const first = rows[0];
    if (!first || first.disabled_at !== null) return null;
    const now = this.clock.now().getTime();
    const seen = instant(first.seen_at).getTime();
    const life = bool(first.staff) ? sessionLife.staff : sessionLife.learner;
    if (instant(first.expires_at).getTime() <= now || seen + life.idle <= now) return null;
    if (now - seen > TOUCH_EVERY) this.touch(idHash);
    const grants = rows.flatMap(({ role, site_id, site_path }) =>
      role && site_id && site_path ? [{ role, siteId: site_id, sitePath: site_path }] : [],
    );
    const { account_id: accountId, profile_id: profileId, name } = first;
    return { accountId, profileId, name, grants, sessionKey: idHash };
  }

  ownerOf(token: string): Promise<string | null> {
    return this.queries.ownerOf(sha256(token));
  }

  /** @returns the cookie's value and its lifetime in seconds */
  async start(accountId: string): Promise<{ token: string; maxAge: number }> {
    const token = newToken();
    const now = this.clock.now();
    return this.database.write(async (tx) => {
      const staff = await tx.existsBy(RoleGrant, {
        accountId,
        endedAt: IsNull(),
        role: Not('partner'),
      });
      const life = staff ? sessionLife.staff : sessionLife.learner;
      await tx.insert(Session, {
        idHash: sha256(token),
        accountId,
        staff,
        createdAt: now,
        seenAt: now,
        expiresAt: new Date(now.getTime() + life.whole),
      });
      return { token, maxAge: life.whole / 1000 };
    });
  }

  end(idHash: string): Promise<unknown> {
    return this.database.write((tx) => tx.delete(Session, { idHash }));
  }

  /** Ends every session of an account but the one that asks for it. */
  endOthers(accountId: string, idHash: string): Promise<unknown> {
    return this.database.write((tx) => tx.delete(Session, { accountId, idHash: Not(idHash) }));
  }

  /**
   * Lets a learner's session that would end before `until` last until then, once and by a few hours at
   * most: nobody is signed out between the page of an opening and the press it is for.
   * @returns the cookie's new lifetime in seconds; null when the session lasts long enough, or is staff's
   */
  async outlast(idHash: string, until: Date): Promise<number | null> {
    const row = await this.queries.ends(idHash);
    if (!row || row.staff || row.expiresAt >= until) return null;
    const latest = row.createdAt.getTime() + sessionLife.learner.whole + MOST_LONGER;
    const expiresAt = new Date(Math.min(until.getTime(), latest));
    if (expiresAt <= row.expiresAt) return null;
    await this.database.write((tx) => tx.update(Session, { idHash, staff: false }, { expiresAt }));
    return Math.ceil((expiresAt.getTime() - this.clock.now().getTime()) / 1000);
  }

  private touch(idHash: string): void {
    const seenAt = this.clock.now();
    this.database
      .write((tx) => tx.update(Session, { idHash }, { seenAt }))
      .catch((error: Error) => this.log.warn(`touch failed: ${error.message}`));
  }
}
