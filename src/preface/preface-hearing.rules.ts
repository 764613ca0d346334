import { daysBetween } from '../shared/kernel/shanghai';
import { MOST_SECONDS, secondsOf } from './preface-fill.rules';
import type { QueueBrief, QueueClass, QueueSession } from './preface-world';
import type { Fix } from './preface.states';

/** The same brief comes back into a class after so many days at the earliest. */
export const APART_DAYS = 21;

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const isValidOn = ({ effectiveFrom, validUntil }: QueueBrief, date: string): boolean =>
  effectiveFrom <= date && date <= validUntil;

/** What staff put into a queue. */
export interface Kept {
  brief: QueueBrief;
  position: number;
  fix: Fix;
}

/** Staff decide, but nobody hears what is not valid on that day, and nobody longer than three minutes. */
export function keptOf(
  { date, fixed }: QueueSession,
  briefs: ReadonlyMap<string, QueueBrief>,
): Kept[] {
  const inOrder = [...fixed].sort(
    (a, b) => a.position - b.position || compare(a.briefId, b.briefId),
  );
  const kept: Kept[] = [];
  for (const { briefId, position, fix } of inOrder) {
    const brief = briefs.get(briefId);
    if (!brief || !isValidOn(brief, date)) continue;
    const seconds = secondsOf(kept.map((one) => one.brief)) + brief.seconds;
    if (seconds <= MOST_SECONDS) kept.push({ brief, position, fix });
  }
  return kept;
}

const standingIn = (session: QueueSession, briefs: ReadonlyMap<string, QueueBrief>): string[] =>
  session.standing?.map(({ briefId }) => briefId) ??
  keptOf(session, briefs).map(({ brief }) => brief.id);

/** What a class hears in the course of time: what it has heard, and what was planned so far. */
export class ClassEars {
  private readonly days = new Map<string, string[]>();
  private readonly levels = new Map<string, number>();
  readonly missed: Set<string>;
  readonly lastDay: string;

  constructor(
    of: QueueClass,
    readonly briefs: readonly QueueBrief[],
    readonly all: ReadonlyMap<string, QueueBrief>,
  ) {
    this.missed = new Set(of.missed);
    this.lastDay = of.sessions.at(-1)?.date ?? '';
    for (const { briefId, date } of of.heard) this.note(briefId, date);
    // what staff put into a later evening is not told before it without need
    for (const session of of.sessions)
      for (const id of standingIn(session, all)) this.note(id, session.date);
  }

  note(briefId: string, date: string): void {
    const level = this.all.get(briefId)?.level ?? '';
    this.levels.set(level, (this.levels.get(level) ?? 0) + 1);
    this.days.set(briefId, [...(this.days.get(briefId) ?? []), date]);
  }

  heardOn = (briefId: string): readonly string[] => this.days.get(briefId) ?? [];
  hasHeard = (briefId: string): boolean => this.days.has(briefId);
  toldOf = (level: string): number => this.levels.get(level) ?? 0;
  isNear = (briefId: string, date: string): boolean =>
    this.days.get(briefId)?.some((day) => Math.abs(daysBetween(day, date)) < APART_DAYS) ?? false;
  untold = (): number => this.briefs.filter(({ id }) => !this.days.has(id)).length;
  /** It expires before the class ends. */
  isUrgent = ({ validUntil }: Pick<QueueBrief, 'validUntil'>): boolean => validUntil < this.lastDay;
}
