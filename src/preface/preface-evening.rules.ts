import { shortDayText } from '../shared/kernel/shanghai';
import { LEAST_SECONDS, secondsOf, takeInOrder, takeToFill } from './preface-fill.rules';
import { ClassEars, compare, isValidOn, Kept, keptOf } from './preface-hearing.rules';
import type { PlannedItem, QueueBrief, QueuePin, QueueSession } from './preface-world';
import type { Fix } from './preface.states';

/** Why a brief was taken. */
type Words = (brief: QueueBrief) => string;

/** One evening while its queue is being filled. */
export class EveningQueue {
  private readonly chosen: { briefId: string; why: string }[] = [];
  private readonly kept: readonly Kept[];
  /** What cannot be taken: it is in the queue already, or staff took it out. */
  private readonly out: Set<string>;
  private used: number;

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
    const { ears, session } = this;
    const open = this.left(ears.briefs.filter((brief) => isValidOn(brief, session.date)));
    const apart = open.filter(({ id }) => !ears.isNear(id, session.date));
    this.add(takeInOrder(this.missedOf(apart), this.used), () => '上一节没讲成，先讲');
    this.add(takeInOrder(this.pinnedOf(apart, pins), this.used), () => '县里指定先讲');
    const fresh = this.freshOf(apart);
    this.add(takeInOrder(this.lastChances(fresh), this.used), this.freshWords);
    this.add(take(this.left(fresh), this.used), this.freshWords);
    if (this.used < LEAST_SECONDS)
      this.add(takeToFill(this.longestAgo(apart), this.used), this.againWords);
    if (this.used === 0)
      this.add(takeInOrder(this.longestAgo(open), 0).slice(0, 1), this.repeatWords);
    return this.queue();
  }

  private add(briefs: readonly QueueBrief[], words: Words): void {
    for (const brief of briefs) {
      this.chosen.push({ briefId: brief.id, why: words(brief) });
      this.used += brief.seconds;
      this.out.add(brief.id);
      this.ears.note(brief.id, this.session.date);
      this.ears.missed.delete(brief.id);
    }
  }

  private left = (from: readonly QueueBrief[]): QueueBrief[] =>
    from.filter(({ id }) => !this.out.has(id));

  private missedOf(open: readonly QueueBrief[]): QueueBrief[] {
    const { missed } = this.ears;
    if (missed.size === 0) return [];
    const byId = new Map(open.map((brief) => [brief.id, brief]));
    return [...missed].flatMap((id) => byId.get(id) ?? []);
  }

  /** Once in each class: a pin does not make a class hear the same every week. */
  private pinnedOf(open: readonly QueueBrief[], pins: readonly QueuePin[]): QueueBrief[] {
    const { date } = this.session;
    const now = pins.filter(({ from, to }) => from <= date && date <= to);
    const wanted = now.flatMap((pin) =>
      open.filter(({ id, level }) => (pin.briefId ? id === pin.briefId : level === pin.level)),
    );
    return this.left([...new Set(wanted)]);
  }

  /** What the class has not heard: first what would expire before it ends, then the rarest level. */
  private freshOf(open: readonly QueueBrief[]): QueueBrief[] {
    const { ears } = this;
    const fresh = this.left(open).filter(({ id }) => !ears.hasHeard(id));
    const calm = fresh.filter((brief) => !ears.isUrgent(brief));
    calm.sort((a, b) => ears.toldOf(a.level) - ears.toldOf(b.level));
    return [...fresh.filter((brief) => ears.isUrgent(brief)), ...calm];
  }

  private freshWords: Words = ({ validUntil, level, levelName }) => {
    if (this.ears.isUrgent({ validUntil }))
      return `${shortDayText(validUntil, this.today)}到期，这个班还没听过`;
    const told = this.ears.toldOf(level);
    return `这个班还没听过，${levelName}级的${told === 0 ? '还没讲过' : '讲得少'}`;
  };

  /** Of these the next evening would be too late. */
  private lastChances(fresh: readonly QueueBrief[]): QueueBrief[] {
    const next = this.nextDate;
    return next === null ? [] : fresh.filter(({ validUntil }) => validUntil < next);
  }

  private againWords: Words = (brief) =>
    `没听过的都排上了，${this.lastText(brief)}讲过，隔了三周以上`;

  /** Better said twice than an evening without a word. */
  private repeatWords: Words = (brief) => `现在没有别的可讲，${this.lastText(brief)}讲过`;

  private longestAgo(open: readonly QueueBrief[]): QueueBrief[] {
    return this.left(open)
      .filter(({ id }) => this.ears.hasHeard(id))
      .sort((a, b) => compare(this.lastDayOf(a), this.lastDayOf(b)) || compare(a.id, b.id));
  }

  private lastDayOf = ({ id }: QueueBrief): string =>
    [...this.ears.heardOn(id)].sort().at(-1) ?? '';
  private lastText = (brief: QueueBrief): string => shortDayText(this.lastDayOf(brief), this.today);

  /** What staff fixed keeps its place; the others stand around it in the order they were chosen. */
  private queue(): PlannedItem[] {
    const rest = this.chosen.map((one) => ({ ...one, fix: null }));
    const line: Omit<PlannedItem, 'position'>[] = [];
    for (const { brief, position, fix } of this.kept) {
      while (line.length < position - 1 && rest.length > 0) line.push(rest.shift()!);
      line.push({ briefId: brief.id, fix, why: fixWords[fix] });
    }
    return [...line, ...rest].map((item, i) => ({ ...item, position: i + 1 }));
  }
}

const fixWords: Record<Fix, string> = {
  pinned: '教务固定在这一节',
  placed: '教务排的先后',
  swapped: '教务换上的',
};
