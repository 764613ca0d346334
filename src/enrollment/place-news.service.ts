import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IsNull } from 'typeorm';
import { Database } from '../shared/database/database';
import { inList, sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { EnrollmentNews, KeptNews, keptNews } from './enrollment.news';
import { PlaceNews as PlaceNewsRow } from './place-news.entity';

/** Keeps news for those whom no mail reaches: they read it on the page, or are phoned. */
@Injectable()
export class PlaceNews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * One statement for each kind among the news; the same kind again makes it unread again. Of evenings
   * that were changed one after the other the latest is told: earlier words may no longer hold.
   * @param words what happened, where neither the place nor the class says it
   */
  async keep(
    tx: EntityManager,
    news: ReadonlyMap<string, EnrollmentNews>,
    words: string | null,
  ): Promise<void> {
    for (const kind of keptNews) {
      const ids = [...news].filter(([, one]) => one === kind).map(([id]) => id);
      if (ids.length > 0) await this.keepKind(tx, ids, kind, words);
    }
  }

  /** The holder has read it; news that came since then stays unread. */
  async receive(accountId: string, enrollmentId: string, kind: KeptNews): Promise<void> {
    const unread = { enrollmentId, accountId, kind, seenAt: IsNull() };
    await this.database.write((tx) =>
      tx.update(PlaceNewsRow, unread, { seenAt: this.clock.now() }),
    );
  }

  private async keepKind(tx: EntityManager, ids: string[], kind: KeptNews, words: string | null) {
    const at = this.clock.now();
    await this.database.execute(
      tx,
      sql`INSERT INTO place_news (enrollment_id, kind, account_id, class_id, words, at, seen_at)
          SELECT e.id, ${kind}, e.account_id, e.class_id, ${words}, ${at}, NULL
          FROM enrollment e JOIN account a ON a.id = e.account_id
          WHERE e.id ${inList(ids)} AND a.email IS NULL
          ON CONFLICT (enrollment_id, kind) DO UPDATE
            SET words = CASE
                  WHEN place_news.kind = 'rescheduled' AND place_news.seen_at IS NULL
                  THEN excluded.words || '。此前还有别的变动，请点开看每一节' ELSE excluded.words END, at = excluded.at, seen_at = NULL`,
    );
  }
}
