import type { Grant } from '../shared/web/actor';
import { grantableBy, Role, roles } from '../shared/web/rights';
import type { SiteLevel } from '../sites/site.entity';

/** Partners teach; everybody else with a role sees other people's data. */
export const isStaff = (role: Role): boolean => role !== 'partner';

/** The roles that somebody with these grants may give and take at a site. */
export const grantableAt = (grants: readonly Grant[], sitePath: string): Role[] =>
  roles.filter((role) =>
    grants.some(
      (grant) => sitePath.startsWith(grant.sitePath) && grantableBy[grant.role].includes(role),
    ),
  );

export const mayGrant = (grants: readonly Grant[], role: Role, sitePath: string): boolean =>
  grantableAt(grants, sitePath).includes(role);

/** Whether every role that a person holds is one that the other could take away. */
export const outranks = (grants: readonly Grant[], held: readonly Grant[]): boolean =>
  held.every((one) => mayGrant(grants, one.role, one.sitePath));

/** Why a role makes no sense at a site of this level, or null. */
export function misplaced(role: Role, level: SiteLevel): string | null {
  if (role === 'principal' && level !== 'station') return '校长请给在站上，一个站一所夜校';
  if (role === 'clerk' && level === 'center') return '教务请给在所、站或点上';
  return null;
}
