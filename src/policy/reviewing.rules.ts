import { isStage, PolicyBriefState, policyBriefStateNames, Verdict } from './policy-brief.states';

/** Somebody who writes or reviews, as far as telling people apart goes. */
export interface Hand {
  accountId: string;
  /** Of the account's holder. */
  name: string;
  email: string | null;
}

const spelt = (name: string): string => name.normalize('NFKC').replace(/[\s·]/g, '');

/**
 * Whether two accounts are, as far as anybody can tell, one person: the same account, the same name
 * or the same mail address. Two people of one name are taken for one: a third can review, a person
 * with two accounts must not.
 */
export const samePerson = (a: Hand, b: Hand): boolean =>
  a.accountId === b.accountId ||
  spelt(a.name) === spelt(b.name) ||
  (a.email !== null && a.email === b.email);

export interface ReviewFacts {
  state: PolicyBriefState;
  reviewer: Hand;
  /** Everybody who wrote at it. */
  writers: readonly Hand[];
  /** Who has decided about this revision already. */
  reviewers: readonly Hand[];
  /** May do the last stage, which publishes. */
  mayPublish: boolean;
  validUntil: string;
  today: string;
}

/** Why this person cannot decide about this brief now, or null: three stages, three people, no writer. */
export function whyNotReview(facts: ReviewFacts): string | null {
  const { state, reviewer } = facts;
  if (!isStage(state)) return `这篇传真现在是${policyBriefStateNames[state]}，不在审核中`;
  const like = (hand: Hand) => samePerson(hand, reviewer);
  const writer = facts.writers.find(like);
  if (writer) return whyLike(reviewer, writer, '写的', '写稿人');
  const earlier = facts.reviewers.find(like);
  if (earlier) return whyLike(reviewer, earlier, '审过的', '前面的审核人');
  if (state === 'final_review' && !facts.mayPublish) return '终审由县中心的人来做';
  return null;
}

const whyLike = (one: Hand, other: Hand, done: string, who: string): string =>
  one.accountId === other.accountId
    ? `这篇传真是您${done}，要由别人来审`
    : `您和${who}同名或同邮箱，系统分不清是不是同一个人，请换一位来审`;

/** Why this decision cannot stand as it is, or null. */
export function whyNoVerdict(
  { state, validUntil, today }: Pick<ReviewFacts, 'state' | 'validUntil' | 'today'>,
  { verdict, words }: { verdict: Verdict; words: boolean },
): string | null {
  if (verdict === 'returned') return words ? null : '退回时请写明要改什么';
  return state === 'final_review' && validUntil < today
    ? '有效期已经过了，不能发布，请退回修改有效期'
    : null;
}
