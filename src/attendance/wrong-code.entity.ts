import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Account } from '../identity/account.entity';
import { ClassSession } from '../scheduling/class-session.entity';
import { Instant, Int } from '../shared/database/columns';

/** How often an account sent a code that did not fit an evening: somebody guesses, or a code was passed on. */
@Entity()
export class WrongCode {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => ClassSession, { name: 'fk_wrong_code_session', onDelete: 'RESTRICT' })
  sessionId!: string;
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => Account, { name: 'fk_wrong_code_account', onDelete: 'RESTRICT' })
  accountId!: string;
  @Int() tries!: number;
  @Instant() lastAt!: Date;
}
