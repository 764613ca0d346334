import { Injectable } from '@nestjs/common';
import { instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql, Sql } from '../shared/database/sql';
import { Actor, mayAt } from '../shared/web/actor';
import { NotFound } from '../shared/web/errors';
import type { Action } from '../shared/web/rights';
import { BriefContent, CONTENT, contentOf } from './brief-content';
import type { PolicyBriefState } from './policy-brief.states';

/** A brief as those see it who write and review. */
export interface BriefRow extends BriefContent {
  id: string;
  state: PolicyBriefState;
  siteId: string;
  sitePath: string;
  siteName: string;
  /** The school of its site, if there is one. */
  schoolId: string | null;
  authorName: string;
  spokenUnits: number;
  spokenSeconds: number;
  revision: number;
  version: number;
  changedAt: Date;
  publishedAt: Date | null;
  endedAt: Date | null;
  reason: string | null;
  replacedById: string | null;
  replacedByTitle: string | null;
}

type Raw = Record<string, unknown>;

const FROM = sql.raw(`policy_brief b JOIN site ON site.id = b.site_id
  JOIN profile p ON p.account_id = b.author_id AND p.kind = 'self'
  LEFT JOIN school ON school.site_id = b.site_id
  LEFT JOIN policy_brief other ON other.id = b.replaced_by_id`);

@Injectable()
export class BriefsQueries {
  constructor(private readonly database: Database) {}

  /** The brief for somebody who may do this at its site; for anyone else it does not exist. */
  async forDesk(actor: Actor, action: Action, id: string): Promise<BriefRow> {
    const [brief] = await this.select(sql`b.id = ${id}`, 1, 0);
    if (!brief || !mayAt(actor, action, brief.sitePath)) throw new NotFound();
    return brief;
  }

  /** Briefs below a site, or at it only, those under review first, then as they changed last. */
  async list(
    { path, state }: { path: Sql; state: PolicyBriefState | undefined },
    limit: number,
    offset: number,
  ): Promise<BriefRow[]> {
    return this.select(sql`${path} AND ${inState(state)}`, limit, offset);
  }

  async countByState(path: Sql): Promise<Map<PolicyBriefState, number>> {
    const rows = await this.database.query<{ state: PolicyBriefState; n: unknown }>(
      sql`SELECT b.state, COUNT(*) AS n FROM policy_brief b JOIN site ON site.id = b.site_id
          WHERE ${path} GROUP BY b.state`,
    );
    return new Map(rows.map(({ state, n }) => [state, Number(n)]));
  }

  /** Published briefs that one may lead to, the latest first. */
  async replacements(briefId: string, today: string): Promise<{ id: string; title: string }[]> {
    return this.database.query(
      sql`SELECT id, title FROM policy_brief
          WHERE state = 'published' AND valid_until >= ${today} AND id <> ${briefId}
          ORDER BY published_at DESC, id LIMIT 100`,
    );
  }

  private async select(where: Sql, limit: number, offset: number): Promise<BriefRow[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT b.id, b.state, b.site_id, site.path, site.name AS site_name,
            school.id AS school_id, ${CONTENT}, b.spoken_units, b.spoken_seconds,
            p.name AS author_name, b.revision, b.version, b.changed_at, b.published_at, b.ended_at, b.reason,
            b.replaced_by_id, other.title AS replaced_by_title
          FROM ${FROM} WHERE ${where}
          ORDER BY CASE WHEN b.state IN ('first_review', 'second_review', 'final_review')
            THEN 0 ELSE 1 END, b.changed_at DESC, b.id LIMIT ${limit} OFFSET ${offset}`,
    );
    return rows.map(briefOf);
  }
}

const inState = (state: PolicyBriefState | undefined): Sql =>
  state ? sql`b.state = ${state}` : sql.raw('1 = 1');

const briefOf = (row: Raw): BriefRow => ({
  ...contentOf(row),
  id: row.id as string,
  state: row.state as PolicyBriefState,
  siteId: row.site_id as string,
  sitePath: row.path as string,
  siteName: row.site_name as string,
  schoolId: row.school_id as string | null,
  authorName: row.author_name as string,
  spokenUnits: Number(row.spoken_units),
  spokenSeconds: Number(row.spoken_seconds),
  revision: Number(row.revision),
  version: Number(row.version),
  changedAt: instant(row.changed_at),
  publishedAt: maybeInstant(row.published_at),
  endedAt: maybeInstant(row.ended_at),
  reason: row.reason as string | null,
  replacedById: row.replaced_by_id as string | null,
  replacedByTitle: row.replaced_by_title as string | null,
});
