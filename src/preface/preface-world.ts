import type { Fix } from './preface.states';

/** A published brief as far as queues go. Dates are `YYYY-MM-DD` in Shanghai. */
export interface QueueBrief {
  id: string;
  level: string;
  levelName: string;
  seconds: number;
  /** The first and the last day on which it may be told. */
  effectiveFrom: string;
  validUntil: string;
  /** Whom it is for; null for everybody. */
  audience: string | null;
  /** It is told at the sites below. */
  sitePath: string;
}

/** A brief, or a whole level, that the county wants first in a part of the county for some time. */
export interface QueuePin {
  id: string;
  briefId: string | null;
  level: string | null;
  from: string;
  to: string;
  sitePath: string;
}

/** What staff put into a queue themselves, at this place counted from 1. */
export interface FixedItem {
  briefId: string;
  position: number;
  fix: Fix;
}

/** An evening to come. */
export interface QueueSession {
  id: string;
  date: string;
  fixed: readonly FixedItem[];
  /** Briefs that staff took out of this queue. */
  dropped: readonly string[];
  /** The queue as it stands, where planning is only to fill gaps and this one has none. */
  standing: readonly PlannedItem[] | null;
}

/** A class with its evenings to come, by time. */
export interface QueueClass {
  id: string;
  sitePath: string;
  /** Whom it is for; empty for everybody. */
  audiences: readonly string[];
  sessions: readonly QueueSession[];
  /** What it has heard, or is hearing just now. */
  heard: readonly { briefId: string; date: string }[];
  /** What was in the queue of an evening that is over and has not been told since, in order. */
  missed: readonly string[];
}

/** A brief in a queue and why it is there, in words for staff. */
export interface PlannedItem {
  briefId: string;
  position: number;
  fix: Fix | null;
  why: string;
}
