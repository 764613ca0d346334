import { momentText } from '../shared/kernel/shanghai';

interface Announced {
  startsAt: Date;
  /** When it was announced for at first, if it was changed since. */
  firstStartsAt: Date | null;
}

/** When an evening was announced for first, or null while it is held at that time. */
export const movedFrom = ({ startsAt, firstStartsAt }: Announced): Date | null =>
  firstStartsAt?.getTime() === startsAt.getTime() ? null : firstStartsAt;

/** The same in words, to be struck through beside the new time; empty when it was not moved. */
export function movedText(evening: Announced, now: Date): string {
  const first = movedFrom(evening);
  return first ? momentText(first, now) : '';
}
