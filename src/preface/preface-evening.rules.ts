import { shortDayText } from '../shared/kernel/shanghai';
import { LEAST_SECONDS, secondsOf, takeInOrder, takeToFill } from './preface-fill.rules';
import { ClassEars, compare, isValidOn, Kept, keptOf } from './preface-hearing.rules';
import type { PlannedItem, QueueBrief, QueuePin, QueueSession } from './preface-world';
import type { KeptFix } from './preface.states';

interface Choice {
  brief: QueueBrief;
  seconds: number;
  why: string;
}

/** One evening while its queue is being filled. */
export class EveningQueue {
  private readonly chosen: Choice[] = [];
  private used: number;
  private readonly kept: Kept[];
  private readonly out: Set<string>;

  constructor(
    private readonly ears: ClassEars,
    private readonly session: QueueSession,
    private readonly nextDate: string | null,
    private readonly today: string,
  ) {
    this.kept = keptOf(session, ears.all);
    this.used = secondsOf(this.kept.map(({ brief }) => brief));
    this.out = new Set([...session.dropped, ...this.kept.map(({ brief }) => brief.id)]);
  }

  fill(pins: readonly QueuePin[], take: typeof takeToFill): PlannedItem[] {
    const { ears } = this;
    const open = ears.briefs.filter(
      (brief) => isValidOn(brief, this.session.date) && !this.out.has(brief.id),
    );
    const apart = open.filter(({ id }) => !ears.isNear(id, this.session.date));
    this.add(takeInOrder(this.missedOf(apart), this.used));
    this.add(takeInOrder(this.pinnedOf(this.left(apart), pins), this.used));
    const fresh = this.freshOf(this.left(apart));
    this.add(takeInOrder(this.lastChances(fresh), this.used));
    this.add(take(this.left(fresh), this.used));
    if (this.used < LEAST_SECONDS) this.add(takeToFill(this.againOf(this.left(apart)), this.used));
    if (this.used === 0) this.add(takeInOrder(this.repeatsOf(open), 0).slice(0, 1));
    return this.queue();
  }

  private add(choices: readonly Choice[]): void {
    for (const choice of choices) {
      this.chosen.push(choice);
      this.used += choice.seconds;
      this.ears.note(choice.brief.id, this.session.date);
      this.ears.missed.delete(choice.brief.id);
    }
  }

  private left<T extends QueueBrief | Choice>(from: readonly T[]): T[] {
    const taken = new Set(this.chosen.map(({ brief }) => brief.id));
    return from.filter((one) => !taken.has('brief' in one ? one.brief.id : one.id));
  }

  private missedOf(open: readonly QueueBrief[]): Choice[] {
    const byId = new Map(open.map((brief) => [brief.id, brief]));
    const briefs = [...this.ears.missed].flatMap((id) => byId.get(id) ?? []);
    return briefs.map((brief) => choice(brief, '上一节没讲成，先讲'));
  }

  /** Once in each class: a pin does not make a class hear the same every week. */
  private pinnedOf(open: readonly QueueBrief[], pins: readonly QueuePin[]): Choice[] {
    const { date } = this.session;
    const wanted = pins
      .filter(({ from, to }) => from <= date && date <= to)
      .flatMap((pin) =>
        open.filter(({ id, level }) => (pin.briefId ? id === pin.briefId : level === pin.level)),
      );
    return [...new Set(wanted)].map((brief) => choice(brief, '县里指定先讲'));
  }

  /** What the class has not heard: first what would expire before it ends, then the rarest level. */
  private freshOf(open: readonly QueueBrief[]): Choice[] {
    const { ears } = this;
    const fresh = open.filter(({ id }) => ears.heardOn(id).length === 0);
    const urgent = fresh.filter((brief) => ears.deadline(brief) !== '');
    const calm = fresh.filter((brief) => ears.deadline(brief) === '');
    calm.sort((a, b) => ears.toldOf(a.level) - ears.toldOf(b.level));
    return [
      ...urgent.map((brief) =>
        choice(brief, `${shortDayText(brief.validUntil, this.today)}到期，这个班还没听过`),
      ),
      ...calm.map((brief) => choice(brief, `这个班还没听过，${this.levelWords(brief)}`)),
    ];
  }

  private levelWords({ level, levelName }: QueueBrief): string {
    const told = this.ears.toldOf(level);
    return told === 0 ? `${levelName}级的还没讲过` : `${levelName}级的讲过 ${told} 次`;
  }

  /** Of these the next evening would be too late. */
  private lastChances(fresh: readonly Choice[]): Choice[] {
    const next = this.nextDate;
    return next === null ? [] : fresh.filter(({ brief }) => brief.validUntil < next);
  }

  private againOf(open: readonly QueueBrief[]): Choice[] {
    return this.longestAgo(open).map((brief) =>
      choice(brief, `没听过的都排上了，${this.lastText(brief)}讲过，隔了三周以上`),
    );
  }

  /** Better said twice than an evening without a word. */
  private repeatsOf(open: readonly QueueBrief[]): Choice[] {
    return this.longestAgo(open).map((brief) =>
      choice(brief, `现在没有别的可讲，${this.lastText(brief)}讲过`),
    );
  }

  private longestAgo(briefs: readonly QueueBrief[]): QueueBrief[] {
    const last = (brief: QueueBrief) => this.lastDayOf(brief);
    return briefs
      .filter((brief) => last(brief) !== '')
      .sort((a, b) => compare(last(a), last(b)) || compare(a.id, b.id));
  }

  private lastDayOf = ({ id }: QueueBrief): string =>
    [...this.ears.heardOn(id)].sort().at(-1) ?? '';
  private lastText = (brief: QueueBrief): string => shortDayText(this.lastDayOf(brief), this.today);

  /** What staff fixed keeps its place; the others stand around it in the order they were chosen. */
  private queue(): PlannedItem[] {
    const rest = this.chosen.map(({ brief, why }) => ({ briefId: brief.id, fix: null, why }));
    const line: Omit<PlannedItem, 'position'>[] = [];
    for (const { brief, position, fix } of this.kept) {
      while (line.length < position - 1 && rest.length > 0) line.push(rest.shift()!);
      line.push({ briefId: brief.id, fix, why: fixWords[fix] });
    }
    return [...line, ...rest].map((item, i) => ({ ...item, position: i + 1 }));
  }
}

const fixWords: Record<KeptFix, string> = {
  pinned: '教务固定在这一节',
  placed: '教务排的先后',
  swapped: '教务换上的',
};

const choice = (brief: QueueBrief, why: string): Choice => ({ brief, seconds: brief.seconds, why });
