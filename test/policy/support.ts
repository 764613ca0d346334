import type { Database } from '../../src/shared/database/database';
import type { World } from '../support/world';
import type { Role } from '../../src/shared/web/rights';
import { Profile } from '../../src/identity/profile.entity';
import { SPOKEN_TEXT } from '../support/briefs';

/** Staff of their own name: the review takes namesakes for one person. */
export async function staffNamed(world: World, name: string, role: Role, siteId?: string) {
  const person = await world.staff(role, siteId);
  await rename(world.database, person.profileId, name);
  return person;
}

export const rename = (database: Database, id: string, name: string): Promise<unknown> =>
  database.write((tx) => tx.update(Profile, { id }, { name }));

/** A form that is right; dates of 2026 to 2027. */
export const filled = (more: Record<string, string | string[]> = {}) => ({
  title: '冬季取暖防一氧化碳',
  level: 'county',
  issuer: '云河县应急管理局',
  documentNumber: '',
  sourceUrl: '',
  point1: '烧炭取暖要开窗',
  point2: '烟道要通到屋外',
  point3: '头晕恶心就出门',
  spokenText: SPOKEN_TEXT,
  effectiveFrom: '2026-11-25',
  validUntil: '2027-02-28',
  topics: ['safety'],
  audience: 'all',
  office: '县应急管理局',
  phone: '12350',
  ...more,
});
