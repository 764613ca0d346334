import { Injectable } from '@nestjs/common';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import type { ResponseKind } from './brief-response.entity';

@Injectable()
export class BriefResponsesQueries {
  constructor(private readonly database: Database) {}

  /** How many people say that they understood a brief, and how many want to know more. */
  async count(briefId: string): Promise<Record<ResponseKind, number>> {
    const rows = await this.database.query<{ kind: ResponseKind; n: unknown }>(
      sql`SELECT kind, COUNT(*) AS n FROM brief_response WHERE brief_id = ${briefId} GROUP BY kind`,
    );
    const of = (kind: ResponseKind) => Number(rows.find((row) => row.kind === kind)?.n ?? 0);
    return { understood: of('understood'), more: of('more') };
  }

  /** What an account said about a brief. */
  async own(briefId: string, accountId: string): Promise<ResponseKind | null> {
    const row = await this.database.one<{ kind: ResponseKind }>(
      sql`SELECT kind FROM brief_response
          WHERE brief_id = ${briefId} AND account_id = ${accountId}`,
    );
    return row?.kind ?? null;
  }
}
