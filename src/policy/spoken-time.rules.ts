/** How long a text takes to say (domain §5). `public/js/spoken-time.js` counts in the same way. */

/** Units that are said in a minute. */
export const PER_MINUTE = 200;
/** The aim is 400–600 units, which is 2 to 3 minutes. */
export const SHORTEST_SECONDS = 120;
export const LONGEST_SECONDS = 180;
/** Nobody listens longer. */
export const MOST_UNITS = 720;

/** A Han character or a digit, or a Latin word with the marks inside it. */
const SPOKEN = /\p{Script=Han}|\p{Nd}|(\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*)/gu;

/** Han characters and digits count one each, a Latin word two, punctuation and spaces nothing. */
export function spokenUnits(text: string): number {
  let units = 0;
  for (const [, word] of text.normalize('NFKC').matchAll(SPOKEN)) units += word ? 2 : 1;
  return units;
}

export const spokenSeconds = (units: number): number => Math.round((units * 60) / PER_MINUTE);

/** 2 分 30 秒, 45 秒. */
export function durationText(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (minutes === 0) return `${rest} 秒`;
  return rest === 0 ? `${minutes} 分钟` : `${minutes} 分 ${rest} 秒`;
}

/** Why a text is too long to be spoken at all, or null. */
export const whyTooLong = (units: number): string | null =>
  units > MOST_UNITS
    ? `讲稿有 ${units} 字，最多 ${MOST_UNITS} 字，请删去 ${units - MOST_UNITS} 字`
    : null;

/** What is off about the time, in a sentence that lets the writer go on; null within 2–3 minutes. */
export function timeHint(units: number): string | null {
  const seconds = spokenSeconds(units);
  const aim = '最好在 2 到 3 分钟之间';
  if (seconds < SHORTEST_SECONDS) return `讲稿约 ${durationText(seconds)}，偏短，${aim}`;
  return seconds > LONGEST_SECONDS ? `讲稿约 ${durationText(seconds)}，偏长，${aim}` : null;
}
