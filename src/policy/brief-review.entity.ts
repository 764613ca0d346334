import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Account } from '../identity/account.entity';
import { Id, Instant, Int, LongText, Ref, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';
import { PolicyBrief } from './policy-brief.entity';
import { ReviewStage, reviewStages, Verdict, verdicts } from './policy-brief.states';

/** Everybody who wrote at a brief: none of them reviews it. */
@Entity()
export class BriefWriter {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => PolicyBrief, { name: 'fk_brief_writer_brief', onDelete: 'RESTRICT' })
  briefId!: string;
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => Account, { name: 'fk_brief_writer_account', onDelete: 'RESTRICT' })
  accountId!: string;
}

/** A brief as it was handed in for review; never changed. */
@Entity()
@Index('ux_brief_revision_number', ['briefId', 'number'], { unique: true })
export class BriefRevision {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => PolicyBrief, { name: 'fk_brief_revision_brief', onDelete: 'RESTRICT' })
  briefId!: string;
  /** 1, 2, 3 … */
  @Int() number!: number;
  /** `BriefContent` as JSON. */
  @LongText() content!: string;
  @Ref()
  @ForeignKey(() => Account, { name: 'fk_brief_revision_account', onDelete: 'RESTRICT' })
  submittedBy!: string;
  @Instant() at!: Date;
}

/**
 * What one person decided at one stage about one revision. The database itself refuses a stage that
 * is decided twice and an account that decides at two stages.
 */
@Entity()
@Check('ck_brief_review_stage', oneOf('stage', reviewStages))
@Check('ck_brief_review_verdict', oneOf('verdict', verdicts))
@Index('ux_brief_review_stage', ['briefId', 'revision', 'stage'], { unique: true })
@Index('ux_brief_review_account', ['briefId', 'revision', 'accountId'], { unique: true })
export class BriefReview {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => PolicyBrief, { name: 'fk_brief_review_brief', onDelete: 'RESTRICT' })
  briefId!: string;
  @Int() revision!: number;
  @Text(20) stage!: ReviewStage;
  @Text(10) verdict!: Verdict;
  @Text(300, { default: '' }) note!: string;
  @Ref()
  @ForeignKey(() => Account, { name: 'fk_brief_review_account', onDelete: 'RESTRICT' })
  accountId!: string;
  @Instant() at!: Date;
}

/** What a reviewer says about one paragraph of the spoken text. */
@Entity()
@Index('ux_brief_comment_paragraph', ['reviewId', 'paragraph'], { unique: true })
export class BriefComment {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => BriefReview, { name: 'fk_brief_comment_review', onDelete: 'RESTRICT' })
  reviewId!: string;
  /** 1 for the first one. */
  @Int() paragraph!: number;
  @Text(200) text!: string;
}
