/** Which briefs are told on which evening, and why (domain §5). Pure: no I/O, the day is passed in. */
import { MOST_SECONDS, takeMany, takeToFill } from './preface-fill.rules';
import { EveningQueue } from './preface-evening.rules';
import { ClassEars, compare } from './preface-hearing.rules';
import type { PlannedItem, QueueBrief, QueueClass, QueuePin } from './preface-world';

/** Queues by session. */
export type Queues = ReadonlyMap<string, readonly PlannedItem[]>;

/** The briefs and county pins of one moment, in the order in which queues look at them. */
export class PrefacePlanner {
  private readonly briefs: ReadonlyMap<string, QueueBrief>;
  private readonly inOrder: readonly QueueBrief[];
  private readonly pins: readonly QueuePin[];

  constructor(
    briefs: readonly QueueBrief[],
    pins: readonly QueuePin[],
    private readonly today: string,
  ) {
    this.inOrder = [...briefs].sort(
      (a, b) => compare(a.validUntil, b.validUntil) || compare(a.id, b.id),
    );
    this.briefs = new Map(briefs.map((brief) => [brief.id, brief]));
    this.pins = [...pins].sort((a, b) => compare(a.from, b.from) || compare(a.id, b.id));
  }

  /**
   * The queues of all evenings to come. What expires first is told first; where that would leave
   * briefs untold, short ones may go together, and of both ways the one that tells more is taken.
   */
  plan(of: QueueClass): Queues {
    const inTime = this.run(of, takeToFill);
    if (inTime.untold === 0) return inTime.queues;
    const many = this.run(of, takeMany);
    return many.untold < inTime.untold ? many.queues : inTime.queues;
  }

  private run(of: QueueClass, take: typeof takeToFill): { queues: Queues; untold: number } {
    const mine = this.inOrder.filter((brief) => fits(brief, of));
    const ears = new ClassEars(of, mine, this.briefs);
    const pins = this.pins.filter(({ sitePath }) => of.sitePath.startsWith(sitePath));
    const queues = new Map<string, readonly PlannedItem[]>();
    of.sessions.forEach((session, at) => {
      if (session.standing) return void queues.set(session.id, session.standing);
      const evening = new EveningQueue(
        ears,
        session,
        of.sessions[at + 1]?.date ?? null,
        this.today,
      );
      queues.set(session.id, evening.fill(pins, take));
    });
    return { queues, untold: ears.untold() };
  }
}

/** A class that is for nobody in particular hears what is for anybody. */
const fits = ({ sitePath, audience, seconds }: QueueBrief, of: QueueClass): boolean =>
  seconds <= MOST_SECONDS &&
  of.sitePath.startsWith(sitePath) &&
  (audience === null || of.audiences.length === 0 || of.audiences.includes(audience));
