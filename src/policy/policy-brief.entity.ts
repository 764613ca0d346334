import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Account } from '../identity/account.entity';
import { Id, Instant, Int, LongText, Ref, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';
import { Site } from '../sites/site.entity';
import { Audience, audiences, BriefLevel, briefLevels } from './brief-words';
import { PolicyBriefState, policyBriefStates } from './policy-brief.states';

/** 政策传真: two or three minutes that open an evening. */
@Entity()
@Check('ck_policy_brief_state', oneOf('state', policyBriefStates))
@Check('ck_policy_brief_level', oneOf('level', briefLevels))
@Check('ck_policy_brief_audience', oneOf('audience', audiences))
@Check('ck_policy_brief_days', '"effective_from" <= "valid_until"')
@Check('ck_policy_brief_units', '"spoken_units" <= 720')
@Check('ck_policy_brief_reason', `"state" <> 'withdrawn' OR "reason" IS NOT NULL`)
@Check('ck_policy_brief_replaced', '"replaced_by_id" IS NULL OR "replaced_by_id" <> "id"')
@Index('ix_policy_brief_state', ['state', 'validUntil'])
@Index('ix_policy_brief_site', ['siteId'])
@Index('ix_policy_brief_replaced', ['replacedById'])
export class PolicyBrief {
  @Id() id!: string;
  @Text(20) state!: PolicyBriefState;
  /** Where it was written: it is reviewed by those who have the right there, and spoken below it. */
  @Ref()
  @ForeignKey(() => Site, { name: 'fk_policy_brief_site', onDelete: 'RESTRICT' })
  siteId!: string;
  @Text(60) title!: string;
  @Text(10) level!: BriefLevel;
  @Text(60) issuer!: string;
  /** 文号; empty when it is not known, never made up. */
  @Text(60, { default: '' }) documentNumber!: string;
  @Text(300, { default: '' }) sourceUrl!: string;
  /** A JSON list of three sentences. */
  @LongText() keyPoints!: string;
  /** Paragraphs, separated by line breaks. */
  @LongText() spokenText!: string;
  @Int() spokenUnits!: number;
  @Int() spokenSeconds!: number;
  /** First and last day on which it may be spoken, `YYYY-MM-DD`. */
  @Text(10) effectiveFrom!: string;
  @Text(10) validUntil!: string;
  /** `BriefTopic`s separated by commas. */
  @Text(100, { default: '' }) topics!: string;
  @Text(10) audience!: Audience;
  /** Whom to ask. */
  @Text(60) office!: string;
  @Text(30) phone!: string;
  @Ref()
  @ForeignKey(() => Account, { name: 'fk_policy_brief_author', onDelete: 'RESTRICT' })
  authorId!: string;
  /** How often it was handed in; each time kept as a `BriefRevision`. */
  @Int({ default: 0 }) revision!: number;
  /** One more with each save, so that nobody overwrites what they have not seen. */
  @Int({ default: 1 }) version!: number;
  @Instant() createdAt!: Date;
  @Instant() changedAt!: Date;
  @Instant({ nullable: true }) publishedAt!: Date | null;
  /** When it expired or was withdrawn. */
  @Instant({ nullable: true }) endedAt!: Date | null;
  /** Why it was withdrawn, for everybody to read. */
  @Text(200, { nullable: true }) reason!: string | null;
  @Ref({ nullable: true })
  @ForeignKey('PolicyBrief', { name: 'fk_policy_brief_replaced', onDelete: 'RESTRICT' })
  replacedById!: string | null;
}
