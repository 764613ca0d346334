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
