import { Entity, ForeignKey, Index } from 'typeorm';
import { Id, Instant, Ref, Text } from '../shared/database/columns';
import type { Role } from '../shared/web/rights';
import { Site } from '../sites/site.entity';
import { Account } from './account.entity';

/** A role given to a person at a site; it holds for the subtree until it is taken. */
@Entity()
@Index('ux_role_grant_live', ['accountId', 'role', 'siteId'], {
  unique: true,
  where: '"ended_at" IS NULL',
})
export class RoleGrant {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => Account, { name: 'fk_role_grant_account', onDelete: 'RESTRICT' })
  accountId!: string;
  @Text(12) role!: Role;
  @Ref()
  @ForeignKey(() => Site, { name: 'fk_role_grant_site', onDelete: 'RESTRICT' })
  siteId!: string;
  @Ref({ nullable: true }) grantedBy!: string | null;
  @Instant() grantedAt!: Date;
  @Instant({ nullable: true }) endedAt!: Date | null;
}
