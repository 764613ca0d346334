import { parseArgs } from 'node:util';
import { Account } from '../identity/account.entity';
import { RoleGrant } from '../identity/role-grant.entity';
import { Session } from '../identity/session.entity';
import type { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { Role, roleNames, roles } from '../shared/web/rights';
import { Site } from '../sites/site.entity';
import { withDatabase } from './open';

const USAGE = `usage: npm run admin -- grant --phone P --role ${roles.join('|')} --site NAME-OR-ID`;

/** Gives a role to an account that exists: how the first person of a county gets theirs. */
async function grant(database: Database): Promise<string> {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    allowPositionals: true,
    options: { phone: { type: 'string' }, role: { type: 'string' }, site: { type: 'string' } },
  });
  const role = roles.find((one) => one === values.role);
  if (positionals[0] !== 'grant' || !role || !values.phone || !values.site) throw new Error(USAGE);
  return database.write(async (tx) => {
    const account = await tx.findOneBy(Account, { phone: values.phone! });
    if (!account) throw new Error(`no account has the phone ${values.phone}; sign up first`);
    const site = await tx.findOne(Site, { where: [{ id: values.site! }, { name: values.site! }] });
    if (!site) throw new Error(`no site is called ${values.site}`);
    await tx.insert(RoleGrant, rowOf(account.id, role, site.id));
    // the next sign-in gets the shorter life of a staff session
    await tx.delete(Session, { accountId: account.id });
    return `${roleNames[role]} at ${site.name}`;
  });
}

const rowOf = (accountId: string, role: Role, siteId: string) => ({
  id: newId(),
  accountId,
  role,
  siteId,
  grantedBy: null,
  grantedAt: new Clock().now(),
});

void withDatabase(grant);
