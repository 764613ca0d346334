import { parseArgs } from 'node:util';
import type { EntityManager } from 'typeorm';
import { Account } from '../identity/account.entity';
import { RoleGrant } from '../identity/role-grant.entity';
import { misplaced } from '../identity/roles.rules';
import { Session } from '../identity/session.entity';
import { Audit } from '../shared/audit/audit';
import type { Database } from '../shared/database/database';
import { isUniqueViolation } from '../shared/database/dialect';
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
  const { phone, site: wanted } = values;
  if (positionals[0] !== 'grant' || !role || !phone || !wanted) throw new Error(USAGE);
  return database.write(async (tx) => {
    const account = await tx.findOneBy(Account, { phone });
    if (!account) throw new Error(`no account has the phone ${phone}; sign up first`);
    const site = await siteOf(tx, wanted);
    const wrong = misplaced(role, site.level);
    if (wrong) throw new Error(wrong);
    await give(database, tx, { accountId: account.id, role, siteId: site.id });
    return `${roleNames[role]} at ${site.name}`;
  });
}

async function siteOf(tx: EntityManager, wanted: string): Promise<Site> {
  const found = await tx.find(Site, { where: [{ id: wanted }, { name: wanted }] });
  if (found.length > 1)
    throw new Error(
      `several sites are called ${wanted}; give one of the ids ${found.map(({ id }) => id).join(', ')}`,
    );
  if (!found[0]) throw new Error(`no site is called ${wanted}`);
  return found[0];
}

async function give(
  database: Database,
  tx: EntityManager,
  { accountId, role, siteId }: { accountId: string; role: Role; siteId: string },
): Promise<void> {
  const clock = new Clock();
  const row = { id: newId(), accountId, role, siteId, grantedBy: null, grantedAt: clock.now() };
  try {
    await tx.insert(RoleGrant, row);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new Error('this account has this role at this site already', { cause: error });
  }
  // the next sign-in gets the shorter life of a staff session
  await tx.delete(Session, { accountId });
  const line = { action: 'role.grant', actorId: null, siteId, detail: { role } };
  await new Audit(database, clock).record(tx, [
    { ...line, subject: 'account', subjectId: accountId },
  ]);
}

void withDatabase(grant);
