import { searchTerms, searchText } from '../../src/scheduling/search-text';

const search = searchText(['书法体验', '沈墨', '望云社区', 'AI 写作']);
const finds = (query: string) => searchTerms(query).every((term) => search.includes(term));

it.each([
  '书法',
  'shufa',
  'SF',
  'ShuFa 望云',
  'shu fa',
  'sfty',
  'wangyun',
  'ai写作',
  '沈墨 书法',
  'ＡＩ',
])('finds a class by %s', (query) => expect(finds(query)).toBe(true));

it.each(['太极', 'tj', '书法 太极'])('does not find it by %s', (query) =>
  expect(finds(query)).toBe(false),
);
