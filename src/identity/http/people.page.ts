import { dayText, dateOf } from '../../shared/kernel/shanghai';
import { Form, formView } from '../../shared/web/bind';
import type { Grant } from '../../shared/web/actor';
import { Chosen, OneOf, Phone } from '../../shared/web/fields';
import type { DeskFrame } from '../../shared/web/page';
import type { Pager } from '../../shared/web/paging';
import { Role, roleNames, roles } from '../../shared/web/rights';
import { siteLevelNames } from '../../sites/site.entity';
import type { SiteRow } from '../../sites/sites.queries';
import { peoplePaths } from '../identity.paths';
import { STAFF_LENGTH } from '../password.rules';
import { maskName, maskPhone } from '../person';
import type { GrantRow } from '../roles.queries';
import { grantableAt, mayGrant } from '../roles.rules';

export class GrantForm {
  @Phone() phone!: string;
  @OneOf(roles, { label: '权限' }) role!: Role;
  @Chosen({ label: '管哪里' }) siteId!: string;
}

/** Where people are being kept: which subtrees, under which address, in which frame. */
export interface Place {
  scope: readonly string[];
  base: string;
  desk: DeskFrame;
}

interface Shown {
  grants: readonly GrantRow[];
  pager: Pager;
  sites: readonly SiteRow[];
  form: Form<GrantForm>;
  mine: readonly Grant[];
  now: Date;
}

/** Who may do what here, and the form for one more. */
export function peopleIndex(base: string, shown: Shown) {
  const { grants, pager, sites, form, mine, now } = shown;
  const open = sites.filter((site) => grantableAt(mine, site.path).length > 0);
  const given = roles.filter((role) => open.some((site) => mayGrant(mine, role, site.path)));
  return {
    grants: grants.map((one) => ({
      name: maskName(one.name),
      phone: maskPhone(one.phone),
      role: roleNames[one.role],
      site: one.siteName,
      since: dayText(dateOf(one.grantedAt), dateOf(now)),
      removalHref: mayGrant(mine, one.role, one.sitePath)
        ? peoplePaths.removal(base, one.id)
        : null,
    })),
    pager,
    mayGrant: given.length > 0,
    form: formView(form, ['phone', 'role', 'siteId']),
    action: base,
    roles: given.map((role) => ({ value: role, label: roleNames[role] })),
    sites: open.map((site) => ({
      value: site.id,
      label: `${site.name}（${siteLevelNames[site.level]}）`,
    })),
    staffLength: STAFF_LENGTH,
  };
}

export const removalModel = (base: string, grant: GrantRow) => ({
  name: maskName(grant.name),
  phone: maskPhone(grant.phone),
  role: roleNames[grant.role],
  site: grant.siteName,
  action: peoplePaths.removal(base, grant.id),
  backHref: base,
});
