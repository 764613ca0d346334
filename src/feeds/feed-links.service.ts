import { Injectable } from '@nestjs/common';
import { Audit, AuditLine } from '../shared/audit/audit';
import { Config } from '../shared/config/config';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { sha256 } from '../shared/kernel/ids';
import { feedToken } from './feed-token';
import { FeedLinksQueries, OpenFeed } from './feed-links.queries';
import type { FeedKind } from './feed-link.entity';

/** The owner of a feed, by which its link is found. */
export interface FeedOwner {
  kind: FeedKind;
  /** The account, the room or the school; of a teacher the school. */
  ownerId: string;
  schoolId: string | null;
  teacherName: string;
}

/** A teacher has no record and thus no id: the name at a school makes one that stays. */
export const linkIdOf = ({ kind, ownerId, teacherName }: FeedOwner): string =>
  kind === 'teacher' ? sha256(`${ownerId} ${teacherName}`).slice(0, 36) : ownerId;

export const learnerFeed = (accountId: string): FeedOwner => ({
  ...{ kind: 'learner', ownerId: accountId, schoolId: null, teacherName: '' },
});

/** The one address under which a calendar program reads a feed: new ones, and none at all. */
@Injectable()
export class FeedLinks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly audit: Audit,
    private readonly queries: FeedLinksQueries,
  ) {}

  /** The token of one's own feed; null when it was closed. */
  async ownToken(accountId: string): Promise<string | null> {
    const link = await this.queries.find(accountId);
    return link && this.tokenOf(link);
  }

  /** From now on only a new address is valid; a feed that was closed is open again. */
  renew(owner: FeedOwner, by: Pick<AuditLine, 'actorId' | 'siteId'>): Promise<void> {
    return this.set(owner, by, false);
  }

  /** From now on no address is valid. */
  close(owner: FeedOwner, by: Pick<AuditLine, 'actorId' | 'siteId'>): Promise<void> {
    return this.set(owner, by, true);
  }

  /** Closing counts as a new version too: what is opened again has a new address. */
  private async set(
    owner: FeedOwner,
    by: Pick<AuditLine, 'actorId' | 'siteId'>,
    isOff: boolean,
  ): Promise<void> {
    const id = linkIdOf(owner);
    const { kind, schoolId, teacherName } = owner;
    await this.database.write(async (tx) => {
      await this.database.execute(
        tx,
        sql`INSERT INTO feed_link
              (id, kind, school_id, teacher_name, version, is_off, changed_at)
            VALUES (${id}, ${kind}, ${schoolId}, ${teacherName}, 2, ${isOff}, ${this.clock.now()})
            ON CONFLICT (id) DO UPDATE SET version = feed_link.version + 1,
              is_off = excluded.is_off, changed_at = excluded.changed_at`,
      );
      const action = isOff ? 'feed_link.close' : 'feed_link.renew';
      const line = { action, subject: 'feed_link', subjectId: id, detail: { kind } };
      await this.audit.record(tx, [{ ...line, ...by }]);
    });
  }

  /** Of an open link; who has it may read the feed. */
  tokenOf({ id, version }: Pick<OpenFeed, 'id' | 'version'>): string {
    return feedToken(this.config.sessionSecret, id, version);
  }
}
