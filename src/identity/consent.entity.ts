import { Entity, ForeignKey, Index } from 'typeorm';
import { Id, Instant, Ref, Text } from '../shared/database/columns';
import { Profile } from './profile.entity';

/** One agreement: which wording, when, through which channel, and when it was taken back. */
@Entity()
@Index('ix_consent_profile', ['profileId'])
export class Consent {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => Profile, { name: 'fk_consent_profile', onDelete: 'RESTRICT' })
  profileId!: string;
  @Text(10) kind!: 'privacy' | 'photo';
  @Text(10) version!: string;
  @Text(10) channel!: 'online' | 'desk';
  @Instant() givenAt!: Date;
  @Instant({ nullable: true }) withdrawnAt!: Date | null;
}
