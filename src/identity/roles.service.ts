import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { isUniqueViolation } from '../shared/database/dialect';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import type { Actor } from '../shared/web/actor';
import { Conflict, NotFound } from '../shared/web/errors';
import { Role, roleNames } from '../shared/web/rights';
import { SiteRow } from '../sites/sites.queries';
import { AccountsQueries } from './accounts.queries';
import { RoleGrant } from './role-grant.entity';
import { isStaff, mayGrant, misplaced } from './roles.rules';
import type { GrantRow } from './roles.queries';
import { Session } from './session.entity';

/** Gives and takes roles; a taken role is gone with the next request. */
@Injectable()
export class Roles {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly accounts: AccountsQueries,
  ) {}

  /**
   * @throws RuleViolation on `role`, `siteId` or `phone`; a site out of reach is refused like one
   * that does not exist
   */
  async grant(actor: Actor, phone: string, role: Role, site: SiteRow | undefined): Promise<void> {
    if (!site || !mayGrant(actor.grants, role, site.path))
      throw new RuleViolation('site_unknown', '请重新选择权限和阵地', 'siteId');
    const wrong = misplaced(role, site.level);
    if (wrong) throw new RuleViolation('role_misplaced', wrong, 'siteId');
    const person = await this.accounts.byPhone(phone);
    if (!person) throw new RuleViolation('no_account', '这个手机号还没有注册，请他先注册', 'phone');
    if (person.id === actor.accountId)
      throw new RuleViolation('own_role', '不能改自己的权限，请上一级办理', 'phone');
    await this.insert(actor, person.id, role, site.id);
  }

  private async insert(actor: Actor, accountId: string, role: Role, siteId: string) {
    const grant = { id: newId(), accountId, role, siteId };
    try {
      await this.database.write(async (tx) => {
        const grantedAt = this.clock.now();
        await tx.insert(RoleGrant, { ...grant, grantedBy: actor.accountId, grantedAt });
        // staff sessions are shorter: one that began as a learner's does not go on
        if (isStaff(role)) await tx.delete(Session, { accountId });
        await this.audit.record(tx, [line('role.grant', actor, grant)]);
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      const message = `这个人在这里已经是${roleNames[role]}`;
      throw new RuleViolation('role_held', message, 'phone');
    }
  }

  /** @throws NotFound when the actor may not take it, Conflict when it is gone already */
  async take(actor: Actor, grant: GrantRow): Promise<void> {
    if (!mayGrant(actor.grants, grant.role, grant.sitePath)) throw new NotFound();
    await this.database.write(async (tx) => {
      const endedAt = this.clock.now();
      const { affected } = await tx.update(
        RoleGrant,
        { id: grant.id, endedAt: IsNull() },
        { endedAt },
      );
      if (affected !== 1) throw new Conflict('这项权限已经收回了');
      await this.audit.record(tx, [line('role.take', actor, grant)]);
    });
  }
}

const line = (
  action: string,
  actor: Actor,
  grant: { accountId: string; role: Role; siteId: string },
) => ({
  action,
  actorId: actor.accountId,
  siteId: grant.siteId,
  subject: 'account',
  subjectId: grant.accountId,
  detail: { role: grant.role },
});
