import { clockText, dateOf, momentText, timeOf } from '../shared/kernel/shanghai';

/** How long before the opening the page has its button. */
export const BUTTON_BEFORE_MS = 30 * 60_000;
/** A session that is there when the page is shown lasts this long beyond the opening. */
export const SESSION_BEYOND_MS = 2 * 3_600_000;

/** 10:00, or the whole date when the opening is on another day than now. */
export const openingText = (opensAt: Date, now: Date): string =>
  dateOf(opensAt) === dateOf(now) ? timeOf(opensAt) : momentText(opensAt, now);

/** What somebody reads who pressed too early; the clock is the server's. */
export const tooEarlyText = (opensAt: Date, now: Date): string =>
  now < opensAt
    ? `还没到时间，夜校的钟现在是 ${clockText(now)}，${openingText(opensAt, now)} 开放`
    : `刚才按得早了一点，夜校的钟现在是 ${clockText(now)}，已经开放，请再按一次`;

/** 4 分 3 秒; whole seconds, the one that has begun counted. */
export function remainingText(opensAt: Date, now: Date): string {
  const left = Math.max(0, Math.ceil((opensAt.getTime() - now.getTime()) / 1000));
  const [hours, minutes] = [Math.floor(left / 3600), Math.floor(left / 60) % 60];
  return hours > 0 ? `${hours} 小时 ${minutes} 分` : `${minutes} 分 ${left % 60} 秒`;
}
