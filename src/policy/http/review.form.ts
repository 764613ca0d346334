import { Chosen, Column, OneOf, Text, Whole } from '../../shared/web/fields';
import { ReviewStage, reviewStages, Verdict, verdicts } from '../policy-brief.states';

/** A button on a page that shows one version of a draft. */
export class SubmissionForm {
  @Whole({ label: '版本', min: 1, max: 1_000_000 }) version!: number;
}

/** More paragraphs than 720 characters have. */
const MOST_PARAGRAPHS = 200;

export class ReviewForm {
  @OneOf(verdicts, { label: '结论' }) verdict!: Verdict;
  @Text({ label: '总的意见', max: 300, optional: true, lines: true }) note!: string;
  /** One for each paragraph, empty where there is nothing to say. */
  @Column({ label: '逐段意见，每段最多 200 个字', most: MOST_PARAGRAPHS }) comments!: string[];
  /** What the reviewer has read, and at which stage: somebody else may have been faster. */
  @Whole({ label: '送审次数', min: 1, max: 10_000 }) revision!: number;
  @OneOf(reviewStages, { label: '审核阶段' }) stage!: ReviewStage;
}

export class WithdrawalForm {
  @Text({ label: '撤回原因', min: 4, max: 200, lines: true }) reason!: string;
  @Chosen({ label: '替换的传真', optional: true }) replacedById!: string;
}
