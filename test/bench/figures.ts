/** The middle one. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** @param q from 0 to 1 */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

/** What one kind of request cost, over all its rounds. */
export interface Cost {
  perSecond: number;
  cpuMicros: number;
  p50: number;
  p99: number;
}

export interface Round {
  requests: number;
  seconds: number;
  cpu: number;
  ms: readonly number[];
}

export function costOf(rounds: readonly Round[]): Cost {
  const ms = rounds.flatMap((round) => round.ms);
  return {
    perSecond: median(rounds.map((round) => round.requests / round.seconds)),
    cpuMicros: median(rounds.map((round) => round.cpu / round.requests)),
    p50: quantile(ms, 0.5),
    p99: quantile(ms, 0.99),
  };
}

/** A line of the table. `ratio` is judged against `target` when there is one. */
export interface Line {
  scene: string;
  cost: Cost | null;
  ratio?: number;
  of?: string;
  target?: { least?: number; most?: number };
  note?: string;
}

export const meets = ({ ratio, target }: Line): boolean =>
  ratio === undefined ||
  ((target?.least ?? -Infinity) <= ratio && ratio <= (target?.most ?? Infinity));
