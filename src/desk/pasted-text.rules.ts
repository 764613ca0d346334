import type { AgeBand } from '../identity/person';

/** A person as a list names them; what could not be read is empty or as it was written. */
export interface ListedPerson {
  name: string;
  phone: string;
  ageBand: AgeBand | '';
}

/** What phones copy along unseen: joiners, writing directions, variant selectors, empty pictures. */
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}\u20E3\uFFFC]/gu;
const PICTURES = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/gu;
const BREAKS = /\r\n?|[\v\f\x85\u2028\u2029]/g;

/**
 * Lines in plain signs: full-width digits and punctuation, circled numbers and look-alike radicals
 * become ordinary ones, pictures and invisible signs go, spaces do not repeat. Tabs stay.
 */
export const plainLines = (text: string): string[] =>
  text
    .replace(BREAKS, '\n')
    .replace(INVISIBLE, '')
    .replace(PICTURES, ' ')
    .normalize('NFKC')
    .replace(/[^\S\t\n]+|[^\P{Cc}\t\n]+/gu, ' ')
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').replace(/^ | $/g, ''));

/** Without the spaces and quotation marks around. */
const bare = (text: string): string => text.replace(/^["\s]+|["\s]+$/g, '');

/** At most so many characters, counted as a reader counts them. */
export const shortened = (text: string, most: number): string =>
  bare([...bare(text)].slice(0, most).join(''));

/** Written with or without spaces, hyphens, dots and the code of the country. */
const MOBILE = /(?<![0-9])(?:(?:\+ ?|00)?86[ -]*)?(1[3-9][0-9](?:[ .-]*[0-9]){8})(?![0-9])/g;

/** The mobile numbers of a text in eleven digits, and the text with `mark` in the place of each. */
export function mobilesIn(text: string, mark = ' '): { phones: string[]; rest: string } {
  const phones: string[] = [];
  const rest = text.replace(/[‐-―]/g, '-').replace(MOBILE, (_, digits: string) => {
    phones.push(digits.replace(/[ .-]/g, ''));
    return mark;
  });
  return { phones, rest };
}

/** An identity number is more than anybody here needs: it is dropped unread. */
export const withoutIdNumbers = (text: string): string =>
  text.replace(/(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])/g, ' ');

const AGE =
  /(?:年龄段?[: ]*)?(?<![0-9])(?:([0-9]{1,2}) ?(?:周?岁)? ?[-–—~至到] ?)?([0-9]{1,3}) ?(?:周?岁 ?(以上|及以上|以下|以内)?|(以上|以下)|(\+)(?!\d))/;

/** The first age band of a text, and the text without it. */
export function ageIn(text: string): { ageBand: AgeBand | ''; rest: string } {
  const found = AGE.exec(text);
  if (!found) return { ageBand: '', rest: text };
  const [all, low, high, years, only, plus] = found;
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + all.length)}`;
  const suffix = plus ? '以上' : (years ?? only ?? '');
  return { ageBand: bandOf(Number(low ?? high), Number(high), suffix), rest };
}

/** Only where every age that is meant lies in one band. */
function bandOf(low: number, high: number, suffix: string): AgeBand | '' {
  if (suffix.endsWith('以上')) return low >= 60 ? 'a60_plus' : '';
  if (suffix !== '') return high <= 14 ? 'under14' : '';
  const band = bandAt(low);
  return band === bandAt(high) ? band : '';
}

export function bandAt(age: number): AgeBand | '' {
  if (age < 1 || age > 120) return '';
  if (age < 14) return 'under14';
  if (age < 18) return 'a14_17';
  if (age < 36) return 'a18_35';
  return age < 60 ? 'a36_59' : 'a60_plus';
}

const LABELS = /姓名|名字|手机号码?|联系电话|联系方式|电话号码?|手机|电话|年龄段?|性别|号码/g;
const DOTS = /(?<=\p{Script=Han}) ?[•・‧∙⋅˙.·] ?(?=\p{Script=Han})/gu;
/** 李 明: a short name is often written as wide as a long one. */
const SPREAD =
  /(?<![\p{Script=Han}·])(\p{Script=Han}) (?![男女])(\p{Script=Han})(?![\p{Script=Han}·])/gu;
const WORDS = new Set(['先生', '女士', '报名', '参加', '本人', '谢谢', '老人', '新学员']);
const PLACE = /(社区|街道|小区|村|镇|乡|组|楼|栋|单元|室|路|站)$/u;
const MOST_NAME = 60;

const isName = (word: string): boolean =>
  /^\p{Script=Han}[\p{Script=Han}·]*\p{Script=Han}$/u.test(word);
const isLikely = (word: string): boolean =>
  isName(word) && [...word].length <= 4 && !PLACE.test(word);

/** The likeliest name among the words of a text; what is there when none is a name. */
export function nameIn(text: string): string {
  const plain = text
    .replace(LABELS, ' ')
    .replace(DOTS, '·')
    .replace(/ +/g, ' ')
    .replace(SPREAD, '$1$2');
  const words = plain
    .split(/[^\p{Script=Han}·]+/u)
    .map((word) => word.replace(/^·+|·+$/g, ''))
    .filter((word) => !WORDS.has(word));
  const name =
    words.find(isLikely) ?? words.find(isName) ?? words.find((word) => !/^[男女]?$/.test(word));
  return shortened(name ?? plain.replace(/[^\p{L}\p{N} ]+/gu, ' ').replace(/ +/g, ' '), MOST_NAME);
}

/** Whether a cell of a table looks like a person's name. */
export const looksLikeName = (cell: string): boolean => {
  const word = cell.replace(DOTS, '·').replaceAll(' ', '');
  return isLikely(word) && !WORDS.has(word);
};
