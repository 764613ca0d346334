import type { Calendar } from '../calendar/marks.rules';
import { PlannedSession, planSeries } from '../scheduling/series.rules';
import { overlap, Period } from '../shared/kernel/period';
import { addDays, weekdayOf } from '../shared/kernel/shanghai';
import type { ClassSeed } from './seed-files';

export interface Placed {
  sessions: PlannedSession[];
  /** Days by which the class had to move from where its seed wants it. */
  moved: number;
}

/** A county has no calendar so full that a class finds no evening within half a year. */
const MOST_WEEKS = 26;

/**
 * Finds the evenings of each class around `today`, holidays skipped. A skipped holiday can push a
 * class into the room or the teacher's evening of another one, or a past class into the future; such
 * a class moves by whole weeks, those of tonight never.
 */
export function placeClasses(
  seeds: readonly ClassSeed[],
  today: string,
  calendar: Calendar,
): Map<ClassSeed, Placed> {
  const board = new Board();
  const placed = new Map<ClassSeed, Placed>();
  for (const seed of [...seeds].sort((a, b) => rank(a) - rank(b))) {
    const found = place(seed, today, calendar, board);
    if (seed.state !== 'cancelled') board.hold(seed, found.sessions);
    placed.set(seed, found);
  }
  return placed;
}

const rank = (seed: ClassSeed): number =>
  seed.weekday === 'today' || seed.state === 'running' ? 0 : 1;

function place(seed: ClassSeed, today: string, calendar: Calendar, board: Board): Placed {
  const past = seed.state === 'finished';
  for (let weeks = 0; weeks < MOST_WEEKS; weeks++) {
    const moved = weeks * (past ? -7 : 7);
    const startDate = addDays(today, seed.startOffsetDays + moved);
    const { sessions } = planSeries({
      startDate,
      weekday: weekdayOf(startDate),
      slotStart: seed.slot,
      slotEnd: seed.slotEnd,
      count: seed.sessions,
      calendar,
    });
    const over = sessions.at(-1)!.date < today;
    if ((over || !past) && board.isFree(seed, sessions)) return { sessions, moved };
  }
  throw new Error(`the demo has no evening for ${seed.course}`);
}

/** Which rooms and teachers are taken when. */
class Board {
  private readonly held = new Map<string, Period[]>();

  isFree(seed: ClassSeed, periods: readonly Period[]): boolean {
    return keysOf(seed).every((key) =>
      (this.held.get(key) ?? []).every((one) => !periods.some((period) => overlap(one, period))),
    );
  }

  hold(seed: ClassSeed, periods: readonly Period[]): void {
    for (const key of keysOf(seed)) this.held.set(key, [...(this.held.get(key) ?? []), ...periods]);
  }
}

const keysOf = (seed: ClassSeed): string[] => [`room ${seed.room}`, `teacher ${seed.teacher}`];
