/** A stretch of time, its end not included. */
export interface Period {
  startsAt: Date;
  endsAt: Date;
}

/** Two evenings clash when they share a moment; one may begin when the other ends. */
export const overlap = (a: Period, b: Period): boolean =>
  a.startsAt < b.endsAt && b.startsAt < a.endsAt;
