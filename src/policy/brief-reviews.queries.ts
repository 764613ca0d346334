import { Injectable } from '@nestjs/common';
import { instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { jsonRows, jsonRowsOf, sql } from '../shared/database/sql';
import type { BriefContent } from './brief-content';
import type { ReviewStage, Verdict } from './policy-brief.states';

export interface ParagraphComment {
  /** 1 for the first one. */
  paragraph: number;
  text: string;
}

/** A decision of one person at one stage. */
export interface ReviewRow {
  revision: number;
  stage: ReviewStage;
  verdict: Verdict;
  note: string;
  name: string;
  at: Date;
  comments: ParagraphComment[];
}

export interface RevisionRow {
  number: number;
  content: BriefContent;
  name: string;
  at: Date;
}

/** More than anybody has the patience to hand in. */
const MOST = 100;

/** What became of a brief each time it was handed in. */
@Injectable()
export class BriefReviewsQueries {
  constructor(private readonly database: Database) {}

  /** Every decision about a brief, the latest first. */
  async reviews(briefId: string): Promise<ReviewRow[]> {
    const comments = jsonRows(
      ['paragraph', 'text'],
      sql`SELECT c.paragraph, c.text FROM brief_comment c WHERE c.review_id = r.id
          ORDER BY c.paragraph`,
    );
    const rows = await this.database.query<Record<string, unknown>>(
      sql`SELECT r.revision, r.stage, r.verdict, r.note, p.name, r.at, ${comments} AS comments
          FROM brief_review r
          JOIN profile p ON p.account_id = r.account_id AND p.kind = 'self'
          WHERE r.brief_id = ${briefId} ORDER BY r.at DESC, r.id LIMIT ${MOST}`,
    );
    return rows.map((row) => ({
      revision: Number(row.revision),
      stage: row.stage as ReviewStage,
      verdict: row.verdict as Verdict,
      note: row.note as string,
      name: row.name as string,
      at: instant(row.at),
      comments: jsonRowsOf<ParagraphComment>(row.comments),
    }));
  }

  /** Every revision of a brief, the latest first. */
  async revisions(briefId: string): Promise<RevisionRow[]> {
    const rows = await this.database.query<Record<string, string>>(
      sql`SELECT v.number, v.content, p.name, v.at FROM brief_revision v
          JOIN profile p ON p.account_id = v.submitted_by AND p.kind = 'self'
          WHERE v.brief_id = ${briefId} ORDER BY v.number DESC LIMIT ${MOST}`,
    );
    return rows.map((row) => ({
      number: Number(row.number),
      content: JSON.parse(row.content!) as BriefContent,
      name: row.name!,
      at: instant(row.at),
    }));
  }
}
