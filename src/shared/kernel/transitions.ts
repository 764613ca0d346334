/** From each state, the states that may follow it. */
export type Transitions<State extends string> = Readonly<Record<State, readonly State[]>>;

export function canMove<State extends string>(
  table: Transitions<State>,
  from: State,
  to: State,
): boolean {
  return table[from].includes(to);
}

/** The states that no path from `starts` reaches: empty in a sound table. */
export function unreachable<State extends string>(
  table: Transitions<State>,
  starts: readonly State[],
): State[] {
  const seen = new Set<State>(starts);
  for (const state of seen) for (const next of table[state]) seen.add(next);
  return (Object.keys(table) as State[]).filter((state) => !seen.has(state));
}
