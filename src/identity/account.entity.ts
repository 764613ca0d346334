import { Entity, Index } from 'typeorm';
import { Id, Instant, Text } from '../shared/database/columns';

/** One phone number that signs in; it may carry several learner profiles. */
@Entity()
@Index('ux_account_phone', ['phone'], { unique: true })
export class Account {
  @Id() id!: string;
  @Text(11) phone!: string;
  /** Null until the person sets a password: a clerk enrolled them at the desk. */
  @Text(200, { nullable: true }) passwordHash!: string | null;
  @Text(254, { nullable: true }) email!: string | null;
  @Instant() createdAt!: Date;
  @Instant({ nullable: true }) disabledAt!: Date | null;
}
