import {
  ageIn,
  bandAt,
  ListedPerson,
  mobilesIn,
  nameIn,
  shortened,
  withoutIdNumbers,
} from './pasted-text.rules';

/** What one line of a message says. */
export interface ReadLine {
  people: ListedPerson[];
  /** It begins with a number of its own, as every line of a 接龙 does. */
  numbered: boolean;
}

/** Stands where a mobile number stood; no plain line has it. */
const MARK = '\uFFFC';
const MOST_PHONE = 30;

/** 1. 1、 (1) 【1】 1 李, but neither 19:00 nor 11月 nor 2人. */
const NUMBER =
  /^[ ([{<【〔]*(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}(?=[、.)\]}>】〕]))(?: ?[-)\]}>】〕.、,:;。·]+ ?(?![0-9])| (?=[^0-9])|(?=\p{Script=Han})(?![月日年点号楼个人位名时期节周岁第])|(?=\uFFFC))/u;
/** A number that is no mobile number: too short, too long, a landline, or with hidden digits. */
const OTHER_NUMBER = /[0-9*](?:[ -]?[0-9*]){5,}/;
const BARE_AGE = /(?<=^|[ ,、/;])([1-9][0-9]|1[01][0-9])(?=$|[ ,、/;\uFFFC])/;

/** Reads a line without tabs. Nobody in it: it is a heading, a remark, or empty. */
export function readLine(line: string): ReadLine {
  if (line.startsWith('#')) return { people: [], numbered: false };
  const aged = ageIn(withoutIdNumbers(line));
  const { phones, rest } = mobilesIn(aged.rest, MARK);
  const number = NUMBER.exec(rest.trim())?.[0] ?? '';
  const said = rest.trim().slice(number.length);
  const numbered = number !== '';
  const { ageBand } = aged;
  if (phones.length > 1) return { people: several(said, phones, ageBand), numbered };
  if (phones.length === 1) return { people: [onePerson(said, phones[0]!, ageBand)], numbered };
  const wrong = OTHER_NUMBER.exec(said)?.[0] ?? '';
  const name = nameIn(said.replace(wrong, ' '));
  if (wrong === '' && !(numbered && /\p{Script=Han}/u.test(name))) return { people: [], numbered };
  const phone = shortened(wrong.replace(/[ -]/g, ''), MOST_PHONE);
  return { people: [{ name, phone, ageBand }], numbered };
}

function onePerson(said: string, phone: string, ageBand: ListedPerson['ageBand']): ListedPerson {
  const age = ageBand === '' ? BARE_AGE.exec(said)?.[1] : undefined;
  return {
    name: nameIn(said.replace(BARE_AGE, ' ').replaceAll(MARK, ' ')),
    phone,
    ageBand: age === undefined ? ageBand : bandAt(Number(age)),
  };
}

/** Several people in one line, each name before its number or each after it; or one with two numbers. */
function several(said: string, phones: string[], ageBand: ListedPerson['ageBand']): ListedPerson[] {
  const parts = said.split(MARK);
  const [before, after] = [parts.slice(0, -1).map(nameIn), parts.slice(1).map(nameIn)];
  const names = [before, after].find((all) => all.every((name) => name !== ''));
  if (names) return phones.map((phone, i) => ({ name: names[i]!, phone, ageBand: '' }));
  return [
    { name: nameIn(parts.join(' ')), phone: shortened(phones.join(' '), MOST_PHONE), ageBand },
  ];
}
