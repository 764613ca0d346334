import type { EntityManager } from 'typeorm';
import { PolicyBrief } from '../../src/policy/policy-brief.entity';
import { spokenSeconds, spokenUnits } from '../../src/policy/spoken-time.rules';
import { newId } from '../../src/shared/kernel/ids';
import { addDays, dateOf } from '../../src/shared/kernel/shanghai';
import type { World } from './world';

/** About two and a half minutes, in three paragraphs. */
export const SPOKEN_TEXT = ['冬天取暖，先开一扇窗', '炉子的烟道要通到屋外', '头晕恶心就到屋外去']
  .map((line) => `${line}。`.repeat(18))
  .join('\n');

/** A brief of the centre, published and in force unless told otherwise. */
export async function putBrief(
  world: World,
  more: Partial<PolicyBrief> & { authorId: string },
): Promise<PolicyBrief> {
  const { now } = world;
  const spokenText = more.spokenText ?? SPOKEN_TEXT;
  const spoken = spokenUnits(spokenText);
  const brief: PolicyBrief = {
    id: newId(),
    state: 'published',
    siteId: world.centerId,
    title: '冬季取暖防一氧化碳',
    level: 'county',
    issuer: '云河县应急管理局',
    documentNumber: '',
    sourceUrl: '',
    keyPoints: JSON.stringify(['开一扇窗', '烟道通到屋外', '头晕就出门']),
    spokenText,
    spokenUnits: spoken,
    spokenSeconds: spokenSeconds(spoken),
    effectiveFrom: dateOf(now),
    validUntil: addDays(dateOf(now), 60),
    topics: 'safety',
    audience: 'all',
    office: '县应急管理局',
    phone: '12350',
    revision: 1,
    version: 1,
    createdAt: now,
    changedAt: now,
    publishedAt: now,
    endedAt: null,
    reason: null,
    replacedById: null,
    ...more,
  };
  await world.database.write((tx: EntityManager) => tx.insert(PolicyBrief, brief));
  return brief;
}
