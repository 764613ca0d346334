/** A spoken text as the presenter sees it. Pure. */
import { PER_MINUTE, spokenUnits } from '../policy/spoken-time.rules';

export interface SpokenParagraph {
  text: string;
  /** Seconds from the beginning. */
  from: number;
}

/** Paragraphs with the second at which each should begin, at the usual pace. */
export function spokenParagraphs(text: string): SpokenParagraph[] {
  let units = 0;
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const from = Math.round((units * 60) / PER_MINUTE);
      units += spokenUnits(line);
      return { text: line.trim(), from };
    });
}

/** 1:20. */
export const clockText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
