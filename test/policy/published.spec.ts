import { PolicyBriefsQueries } from '../../src/policy/policy-briefs.queries';
import { addDays, dateOf } from '../../src/shared/kernel/shanghai';
import { startApp, TestApp } from '../support/app';
import { putBrief } from '../support/briefs';
import { World } from '../support/world';

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await startApp();
  world = await World.make(test.database, test.clock.now());
});
afterAll(() => test.stop());

it('tells the planner of briefs that are published and have not ended', async () => {
  const { accountId: authorId } = await world.staff('center', world.centerId);
  const today = dateOf(world.now);
  const effectiveFrom = addDays(today, -30);
  const put = (more: Parameters<typeof putBrief>[1]) => putBrief(world, more);
  const kept = await put({ authorId, topics: 'fire,safety', validUntil: today, effectiveFrom });
  await put({ authorId, validUntil: addDays(today, -1), effectiveFrom });
  await put({ authorId, state: 'final_review', publishedAt: null });
  await put({ authorId, state: 'withdrawn', reason: '数字有误', endedAt: world.now });
  const queries = test.app.get(PolicyBriefsQueries);

  const found = await queries.published(today);
  expect(found).toEqual([
    expect.objectContaining({ id: kept.id, topics: ['fire', 'safety'], level: 'county' }),
  ]);
  expect(found[0]).toMatchObject({ sitePath: `/${world.centerId}/`, publishedAt: world.now });
  expect(await test.database.write((tx) => queries.published(today, tx))).toEqual(found);
  expect(await queries.texts([kept.id])).toEqual([
    expect.objectContaining({ id: kept.id, keyPoints: ['开一扇窗', '烟道通到屋外', '头晕就出门'] }),
  ]);
});
