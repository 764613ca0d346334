import { Check, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Account } from '../identity/account.entity';
import { Instant, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';
import { PolicyBrief } from './policy-brief.entity';

/** 听懂了, or 想再了解. */
export const responseKinds = ['understood', 'more'] as const;
export type ResponseKind = (typeof responseKinds)[number];

/** What one person says about a published brief; a later press takes the place of the earlier one. */
@Entity()
@Check('ck_brief_response_kind', oneOf('kind', responseKinds))
export class BriefResponse {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => PolicyBrief, { name: 'fk_brief_response_brief', onDelete: 'RESTRICT' })
  briefId!: string;
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => Account, { name: 'fk_brief_response_account', onDelete: 'RESTRICT' })
  accountId!: string;
  @Text(12) kind!: ResponseKind;
  @Instant() at!: Date;
}
