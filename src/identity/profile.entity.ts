import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Id, Instant, Ref, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';
import { Site } from '../sites/site.entity';
import { Account } from './account.entity';
import { AgeBand, ageBands, ProfileKind, profileKinds } from './person';

/** Someone who sits in a class: the account's holder, a relative, or an accompanying child. */
@Entity()
@Check('ck_profile_kind', oneOf('kind', profileKinds))
@Check('ck_profile_age_band', oneOf('age_band', ageBands))
@Index('ix_profile_account', ['accountId'])
export class Profile {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => Account, { name: 'fk_profile_account', onDelete: 'RESTRICT' })
  accountId!: string;
  @Text(10) kind!: ProfileKind;
  /** Up to 25 characters outside the BMP included; a child goes by a nickname. */
  @Text(60) name!: string;
  @Ref()
  @ForeignKey(() => Site, { name: 'fk_profile_site', onDelete: 'RESTRICT' })
  siteId!: string;
  @Text(10) ageBand!: AgeBand;
  @Instant() createdAt!: Date;
}
