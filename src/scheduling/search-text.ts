import { pinyin } from 'pinyin-pro';

const READ = { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' } as const;
const squeeze = (text: string): string => text.replace(/\s+/g, '');
const lower = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * What the search looks in: each part in characters, in full pinyin and in initials, lower case and
 * without spaces, so that 书法, shufa and sf all find 书法体验.
 */
export function searchText(parts: readonly string[]): string {
  const words = parts.filter((part) => part !== '').flatMap(variantsOf);
  return [...new Set(words)].join(' ');
}

function variantsOf(part: string): string[] {
  const text = lower(part);
  const full = pinyin(text, READ).join('');
  const initials = pinyin(text, { ...READ, pattern: 'first' }).join('');
  return [text, full, initials].map(squeeze);
}

/** The words a visitor typed, each of which must be found; at most five. */
export const searchTerms = (query: string): string[] =>
  lower(query)
    .replace(/['’]/g, '')
    .split(/\s+/)
    .filter((term) => term !== '')
    .slice(0, 5);
