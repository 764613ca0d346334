import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Bool, Instant, Int, Ref, Text } from '../shared/database/columns';
import { Account } from './account.entity';

/** A signed-in browser. The cookie carries a random id; only its hash is kept. */
@Entity()
@Index('ix_session_account', ['accountId'])
export class Session {
  @PrimaryColumn({ type: 'varchar', length: 64 }) idHash!: string;
  @Ref()
  @ForeignKey(() => Account, { name: 'fk_session_account', onDelete: 'RESTRICT' })
  accountId!: string;
  @Bool({ default: false }) staff!: boolean;
  @Instant() createdAt!: Date;
  @Instant() seenAt!: Date;
  @Instant() expiresAt!: Date;
}

/** A one-time proof for a new password: a mailed link, or a code a clerk reads out at the desk. */
@Entity()
@Index('ix_password_reset_account', ['accountId'])
export class PasswordReset {
  @PrimaryColumn({ type: 'varchar', length: 64 }) tokenHash!: string;
  @Ref()
  @ForeignKey(() => Account, { name: 'fk_password_reset_account', onDelete: 'RESTRICT' })
  accountId!: string;
  @Text(6) kind!: 'link' | 'code';
  @Int({ default: 0 }) tries!: number;
  @Instant() expiresAt!: Date;
  @Instant({ nullable: true }) usedAt!: Date | null;
}
