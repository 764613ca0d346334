import { momentText } from '../shared/kernel/shanghai';
import { Reason, reasonsText } from './enrollment.rules';

interface Named {
  title: string;
  startsAt: Date;
}

/** What the column holds. */
const MOST = 200;

/** What is said of a merger: in the class that people went from, and in the one they came to. */
export function mergerWords(from: Named, into: Named, reason: string, now: Date) {
  const named = ({ title, startsAt }: Named) => `${momentText(startsAt, now)} 开课的“${title}”`;
  const went = `这个班并到 ${named(into)}。${reason}`;
  return {
    went,
    came: `${named(from)}并到了这个班。${reason}`,
    /** To whoever could not move. */
    stayed: (reasons: readonly Reason[]): string =>
      `${went}。没有为您转过去：${reasonsText(reasons)}`.slice(0, MOST),
  };
}

export type MergerWords = ReturnType<typeof mergerWords>;
