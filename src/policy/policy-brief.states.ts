import type { Transitions } from '../shared/kernel/transitions';

export const policyBriefStates = [
  'draft',
  'first_review',
  'second_review',
  'final_review',
  'published',
  'expired',
  'withdrawn',
] as const;
export type PolicyBriefState = (typeof policyBriefStates)[number];

export const policyBriefStateNames: Record<PolicyBriefState, string> = {
  draft: '草稿',
  first_review: '初审',
  second_review: '复审',
  final_review: '终审',
  published: '已发布',
  expired: '已到期',
  withdrawn: '已撤回',
};

/** A stage of the review sends a brief on, or back to its author; what was published never changes. */
export const policyBriefTransitions: Transitions<PolicyBriefState> = {
  draft: ['first_review'],
  first_review: ['second_review', 'draft'],
  second_review: ['final_review', 'draft'],
  final_review: ['published', 'draft'],
  published: ['expired', 'withdrawn'],
  expired: [],
  withdrawn: [],
};

/** The three stages of the review, in their order. */
export const reviewStages = ['first_review', 'second_review', 'final_review'] as const;
export type ReviewStage = (typeof reviewStages)[number];

export const isStage = (state: PolicyBriefState): state is ReviewStage =>
  (reviewStages as readonly string[]).includes(state);

/** What a reviewer decides at a stage. */
export const verdicts = ['approved', 'returned'] as const;
export type Verdict = (typeof verdicts)[number];

/** Where a brief goes from a stage. */
export const stateAfter = (stage: ReviewStage, verdict: Verdict): PolicyBriefState =>
  verdict === 'returned' ? 'draft' : policyBriefTransitions[stage][0]!;

/** What a visitor may read about; of a withdrawn brief only that it was withdrawn. */
export const publicStates = ['published', 'expired', 'withdrawn'] as const;
