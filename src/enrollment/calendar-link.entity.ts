import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Account } from '../identity/account.entity';
import { Instant, Int } from '../shared/database/columns';

/** Which calendar link of an account is the valid one; an account that never changed it has no row. */
@Entity()
export class CalendarLink {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => Account, { name: 'fk_calendar_link_account', onDelete: 'RESTRICT' })
  accountId!: string;
  /** The first link is 1. A token is signed for one version and ends with it. */
  @Int() version!: number;
  @Instant() changedAt!: Date;
}
