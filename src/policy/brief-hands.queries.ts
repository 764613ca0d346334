import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../shared/database/database';
import { inList, sql, Sql } from '../shared/database/sql';
import { reviewStages } from './policy-brief.states';
import type { Hand } from './reviewing.rules';

type Raw = Record<string, unknown>;

/** More than hands write at one brief. */
const MOST_HANDS = 100;
/** More than anybody reviews in a year. */
const MOST_WAITING = 500;

/** Who has had a hand in a brief, and whose hand it waits for. */
@Injectable()
export class BriefHandsQueries {
  constructor(private readonly database: Database) {}

  /** Who wrote at a brief, and who has decided about its present revision. */
  async hands(
    briefId: string,
    tx?: EntityManager,
  ): Promise<{ writers: Hand[]; reviewers: Hand[] }> {
    const query = sql`
      SELECT h.kind, a.id, a.email, p.name FROM (
        SELECT 'writer' AS kind, w.account_id FROM brief_writer w WHERE w.brief_id = ${briefId}
        UNION ALL
        SELECT 'reviewer' AS kind, r.account_id FROM brief_review r
          JOIN policy_brief b ON b.id = r.brief_id AND b.revision = r.revision
        WHERE r.brief_id = ${briefId}) h
      JOIN account a ON a.id = h.account_id
      JOIN profile p ON p.account_id = a.id AND p.kind = 'self' LIMIT ${MOST_HANDS}`;
    const rows = tx
      ? (await this.database.execute<Raw>(tx, query)).rows
      : await this.database.query<Raw>(query);
    const of = (kind: string) => rows.filter((row) => row.kind === kind).map(handOf);
    return { writers: of('writer'), reviewers: of('reviewer') };
  }

  /** An account as a hand; its holder always has a profile. */
  async hand(accountId: string): Promise<Hand> {
    const row = await this.database.one<Raw>(
      sql`SELECT a.id, a.email, p.name FROM account a
          JOIN profile p ON p.account_id = a.id AND p.kind = 'self' WHERE a.id = ${accountId}`,
    );
    return handOf(row!);
  }

  /** Which briefs wait for a decision that this person may make; namesakes are told on the page. */
  async waitingFor(
    path: Sql,
    { accountId, mayPublish }: { accountId: string; mayPublish: boolean },
  ): Promise<Set<string>> {
    const stages = reviewStages.filter((stage) => mayPublish || stage !== 'final_review');
    const rows = await this.database.query<{ id: string }>(
      sql`SELECT b.id FROM policy_brief b JOIN site ON site.id = b.site_id
          WHERE ${path} AND b.state ${inList(stages)}
            AND NOT EXISTS (SELECT 1 FROM brief_writer w
              WHERE w.brief_id = b.id AND w.account_id = ${accountId})
            AND NOT EXISTS (SELECT 1 FROM brief_review r WHERE r.brief_id = b.id
              AND r.revision = b.revision AND r.account_id = ${accountId})
          ORDER BY b.changed_at LIMIT ${MOST_WAITING}`,
    );
    return new Set(rows.map(({ id }) => id));
  }
}

const handOf = (row: Raw): Hand => ({
  accountId: row.id as string,
  name: row.name as string,
  email: row.email as string | null,
});
