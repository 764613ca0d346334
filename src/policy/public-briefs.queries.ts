import { Injectable } from '@nestjs/common';
import { searchTerms } from '../scheduling/search-text';
import { instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { contains, inList, sql, Sql } from '../shared/database/sql';
import { NotFound } from '../shared/web/errors';
import { BriefContent, CONTENT, contentOf } from './brief-content';
import { Audience, BriefLevel, briefTopicNames, briefTopics } from './brief-words';
import { PolicyBriefState, publicStates } from './policy-brief.states';

/** What a visitor asks for; null means any. */
export interface PublicFilter {
  q: string;
  level: BriefLevel | null;
  audience: Audience | null;
}

/** A brief as everybody may read it. */
export interface PublicBrief extends BriefContent {
  id: string;
  state: PolicyBriefState;
  spokenSeconds: number;
  publishedAt: Date;
  endedAt: Date | null;
  reason: string | null;
  replacedById: string | null;
  replacedByTitle: string | null;
  /** The station whose evenings it is for; null when it is for the whole county. */
  siteName: string | null;
}

type Raw = Record<string, unknown>;

@Injectable()
export class PublicBriefsQueries {
  constructor(private readonly database: Database) {}

  /** The briefs in force on a day, the latest first. */
  list(filter: PublicFilter, today: string, limit: number, offset: number): Promise<PublicBrief[]> {
    return this.select(matching(filter, today), limit, offset);
  }

  async count(filter: PublicFilter, today: string): Promise<number> {
    const row = await this.database.one<{ n: unknown }>(
      sql`SELECT COUNT(*) AS n FROM policy_brief b WHERE ${matching(filter, today)}`,
    );
    return Number(row?.n ?? 0);
  }

  /** A brief that is or was published. @throws NotFound for any other */
  async show(id: string): Promise<PublicBrief> {
    const [brief] = await this.select(sql`b.id = ${id} AND b.state ${inList(publicStates)}`, 1, 0);
    if (!brief) throw new NotFound();
    return brief;
  }

  private async select(where: Sql, limit: number, offset: number): Promise<PublicBrief[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT b.id, b.state, ${CONTENT}, b.spoken_seconds, b.published_at, b.ended_at, b.reason,
            b.replaced_by_id, other.title AS replaced_by_title,
            CASE WHEN site.level = 'center' THEN NULL ELSE site.name END AS site_name
          FROM policy_brief b JOIN site ON site.id = b.site_id
          LEFT JOIN policy_brief other ON other.id = b.replaced_by_id
          WHERE ${where} ORDER BY b.published_at DESC, b.id LIMIT ${limit} OFFSET ${offset}`,
    );
    return rows.map(publicOf);
  }
}

/** Each word is looked for in the text, and among the names of the topics. */
function matching({ q, level, audience }: PublicFilter, today: string): Sql {
  const parts = [sql`b.state = 'published' AND b.valid_until >= ${today}`];
  for (const term of searchTerms(q)) parts.push(sql`(${mentions(term)} OR ${isAbout(term)})`);
  if (level) parts.push(sql`b.level = ${level}`);
  // what is for everybody is for each of them
  if (audience) parts.push(sql`b.audience ${inList([audience, 'all'])}`);
  return sql.join(parts, ' AND ');
}

const WORDS = sql.raw(`lower(b.title || ' ' || b.issuer || ' ' || b.office
  || ' ' || b.key_points || ' ' || b.spoken_text)`);
const mentions = (term: string): Sql => contains(WORDS, term);

function isAbout(term: string): Sql {
  const topics = briefTopics.filter((topic) => briefTopicNames[topic].includes(term));
  const each = topics.map((topic) => contains(sql.raw('b.topics'), topic));
  return each.length === 0 ? sql.raw('1 = 0') : sql`(${sql.join(each, ' OR ')})`;
}

const publicOf = (row: Raw): PublicBrief => ({
  ...contentOf(row),
  id: row.id as string,
  state: row.state as PolicyBriefState,
  spokenSeconds: Number(row.spoken_seconds),
  publishedAt: instant(row.published_at),
  endedAt: maybeInstant(row.ended_at),
  reason: row.reason as string | null,
  replacedById: row.replaced_by_id as string | null,
  replacedByTitle: row.replaced_by_title as string | null,
  siteName: row.site_name as string | null,
});
