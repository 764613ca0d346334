import { sql } from '../shared/database/sql';
import type { Audience, BriefLevel, BriefTopic } from './brief-words';

/** What the writer of a brief decides; the same in a draft, a revision and a published brief. */
export interface BriefContent {
  title: string;
  level: BriefLevel;
  issuer: string;
  documentNumber: string;
  sourceUrl: string;
  /** Three. */
  keyPoints: string[];
  /** In paragraphs, one a line. */
  spokenText: string;
  /** `YYYY-MM-DD`, both included. */
  effectiveFrom: string;
  validUntil: string;
  topics: BriefTopic[];
  audience: Audience;
  office: string;
  phone: string;
}

/** Its columns of `policy_brief b`. */
export const CONTENT = sql.raw(`b.title, b.level, b.issuer, b.document_number, b.source_url,
  b.key_points, b.spoken_text, b.effective_from, b.valid_until, b.topics, b.audience, b.office,
  b.phone`);

export const topicsOf = (text: string): BriefTopic[] =>
  text === '' ? [] : (text.split(',') as BriefTopic[]);

export const contentOf = (row: Record<string, unknown>): BriefContent => ({
  title: row.title as string,
  level: row.level as BriefLevel,
  issuer: row.issuer as string,
  documentNumber: row.document_number as string,
  sourceUrl: row.source_url as string,
  keyPoints: JSON.parse(row.key_points as string) as string[],
  spokenText: row.spoken_text as string,
  effectiveFrom: row.effective_from as string,
  validUntil: row.valid_until as string,
  topics: topicsOf(row.topics as string),
  audience: row.audience as Audience,
  office: row.office as string,
  phone: row.phone as string,
});
