import { Hand, ReviewFacts, whyNotReview, whyNoVerdict } from '../../src/policy/reviewing.rules';

const hand = (name: string, more: Partial<Hand> = {}): Hand => ({
  accountId: name,
  name,
  email: null,
  ...more,
});
const facts: ReviewFacts = {
  state: 'second_review',
  reviewer: hand('冯若兰'),
  writers: [hand('宋小满')],
  reviewers: [hand('沈望舒')],
  mayPublish: false,
  validUntil: '2027-02-28',
  today: '2026-11-25',
};
const why = (more: Partial<ReviewFacts>) => whyNotReview({ ...facts, ...more });

describe('whyNotReview', () => {
  it('lets somebody else decide', () => expect(why({})).toBeNull());

  it.each([
    ['the writer', { reviewer: hand('宋小满') }, '您写的'],
    ['who saved it once', { writers: [hand('宋小满'), hand('冯若兰')] }, '您写的'],
    ['who decided before', { reviewer: hand('沈望舒') }, '您审过的'],
    [
      'another account of the writer',
      { reviewer: hand('宋小满', { accountId: 'b' }) },
      '同名或同邮箱',
    ],
    [
      'the writer under a name spelt otherwise',
      { reviewer: hand('宋 小满', { accountId: 'b' }) },
      '同名或同邮箱',
    ],
    [
      'another account with the same mail address',
      {
        writers: [hand('宋小满', { email: 'a@example.com' })],
        reviewer: hand('宋大满', { email: 'a@example.com' }),
      },
      '同名或同邮箱',
    ],
    [
      'another account of an earlier reviewer',
      { reviewer: hand('沈望舒', { accountId: 'b' }) },
      '前面的审核人',
    ],
    ['anybody but the centre at the last stage', { state: 'final_review' }, '县中心'],
    ['anybody when it is a draft', { state: 'draft' }, '草稿'],
  ] satisfies [string, Partial<ReviewFacts>, string][])('refuses %s', (_, more, words) => {
    expect(why(more)).toContain(words);
  });

  it('lets the centre do the last stage', () => {
    expect(why({ state: 'final_review', mayPublish: true })).toBeNull();
  });

  it('takes two without a mail address for two', () => {
    expect(why({ reviewer: hand('陆明川', { email: null }) })).toBeNull();
  });
});

describe('whyNoVerdict', () => {
  it('asks for words with what goes back', () => {
    expect(whyNoVerdict(facts, { verdict: 'returned', words: false })).toContain('要改什么');
    expect(whyNoVerdict(facts, { verdict: 'returned', words: true })).toBeNull();
    expect(whyNoVerdict(facts, { verdict: 'approved', words: false })).toBeNull();
  });

  it('publishes nothing that has ended', () => {
    const late = { ...facts, state: 'final_review' as const, validUntil: '2026-11-24' };
    expect(whyNoVerdict(late, { verdict: 'approved', words: false })).toContain('有效期');
    expect(whyNoVerdict(late, { verdict: 'returned', words: true })).toBeNull();
  });
});
