import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql, Sql } from '../shared/database/sql';
import { topicsOf } from './brief-content';
import type { Audience, BriefLevel, BriefTopic } from './brief-words';

/** What a planner of evenings needs to know of a published brief. */
export interface BriefFacts {
  id: string;
  title: string;
  level: BriefLevel;
  topics: BriefTopic[];
  audience: Audience;
  /** It is spoken at the sites below this path. */
  sitePath: string;
  seconds: number;
  /** `YYYY-MM-DD`, both included. */
  effectiveFrom: string;
  validUntil: string;
  publishedAt: Date;
}

/** A published brief as it is presented. */
export interface BriefText extends BriefFacts {
  issuer: string;
  keyPoints: string[];
  /** In paragraphs. */
  spokenText: string;
  office: string;
  phone: string;
}

type Raw = Record<string, string>;

/** More than a county publishes in some years. */
const MOST = 5_000;
const FACTS = sql.raw(`b.id, b.title, b.level, b.topics, b.audience, site.path, b.spoken_seconds,
  b.effective_from, b.valid_until, b.published_at`);

@Injectable()
export class PolicyBriefsQueries {
  constructor(private readonly database: Database) {}

  /**
   * The published briefs whose validity has not ended before a day, `YYYY-MM-DD`, in the order of
   * their publication. One that takes effect later is among them: compare `effectiveFrom` with the
   * day of the evening.
   * @param tx to see what the transaction itself has changed
   */
  async published(onDate: string, tx?: EntityManager): Promise<BriefFacts[]> {
    const rows = await this.rows(
      sql`SELECT ${FACTS} FROM policy_brief b JOIN site ON site.id = b.site_id
          WHERE b.state = 'published' AND b.valid_until >= ${onDate}
          ORDER BY b.published_at, b.id LIMIT ${MOST}`,
      tx,
    );
    return rows.map(factsOf);
  }

  /** These briefs with their words, whatever has become of them; in no order. */
  async texts(ids: readonly string[]): Promise<BriefText[]> {
    const rows = await this.rows(
      sql`SELECT ${FACTS}, b.issuer, b.key_points, b.spoken_text, b.office, b.phone
          FROM policy_brief b JOIN site ON site.id = b.site_id
          WHERE b.id ${inList(ids)} AND b.published_at IS NOT NULL`,
    );
    return rows.map((row) => ({
      ...factsOf(row),
      issuer: row.issuer!,
      keyPoints: JSON.parse(row.key_points!) as string[],
      spokenText: row.spoken_text!,
      office: row.office!,
      phone: row.phone!,
    }));
  }

  private async rows(query: Sql, tx?: EntityManager): Promise<Raw[]> {
    return tx
      ? (await this.database.execute<Raw>(tx, query)).rows
      : this.database.query<Raw>(query);
  }
}

const factsOf = (row: Raw): BriefFacts => ({
  id: row.id!,
  title: row.title!,
  level: row.level as BriefLevel,
  topics: topicsOf(row.topics!),
  audience: row.audience as Audience,
  sitePath: row.path!,
  seconds: Number(row.spoken_seconds),
  effectiveFrom: row.effective_from!,
  validUntil: row.valid_until!,
  publishedAt: instant(row.published_at),
});
