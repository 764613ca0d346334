/** What people paste from Word and web pages, as plain text (no I/O). */

/** Characters that nobody sees: zero-width ones, soft hyphens, direction marks, byte order marks. */
const UNSEEN =
  /\u00ad|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u2064]|[\u2066-\u2069]|\ufeff|\ufe0e|\ufe0f/gu;
/** Symbols of private fonts, as which Word stores bullets and ticks. */
const PRIVATE = /[\ue000-\uf8ff]/g;
/** The marks of lists at the beginning of a line. */
const BULLET = /^(?:[•●○◦■□▪▫◆◇►▶▷➢➤✓✔※·*-]\s*)+/u;
const HAN_GAP = /(?<=[\p{Script=Han}，。；：！？、）》”]) +(?=[\p{Script=Han}（《“])/gu;

/** One line: odd spaces become plain ones, and none stays between Han characters. */
export const plainLine = (text: string): string =>
  text
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(PRIVATE, '')
    .replace(/[\s\u3000]+/gu, ' ')
    .trim()
    .replace(BULLET, '')
    .replace(HAN_GAP, '');

/** A text as its paragraphs, one a line: every line break of the writer ends one. */
export const plainText = (text: string): string => paragraphsOf(text).join('\n');

export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\r\n?|[\n\v\f\u0085\u2028\u2029]/u)
    .map(plainLine)
    .filter((line) => line !== '');
