import { BriefsExpiryWorker } from '../../src/policy/briefs-expiry.worker';
import { PolicyBrief } from '../../src/policy/policy-brief.entity';
import { BriefChange, PolicyBriefEvents } from '../../src/policy/policy-brief.events';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { startApp, TestApp } from '../support/app';
import { putBrief } from '../support/briefs';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';
import { staffNamed } from './support';

let test: TestApp;
let world: World;
let centre: Learner;
const told: [BriefChange, ...string[]][] = [];
let refusing = false;

const { read, post } = visitsOf(() => test);

beforeAll(async () => {
  test = await startApp({ now: instantOf('2026-11-25', '10:00') });
  world = await World.make(test.database, test.clock.now());
  centre = await staffNamed(world, '罗清源', 'center', world.centerId);
  const events = test.app.get(PolicyBriefEvents);
  for (const change of ['expired', 'withdrawn'] as const)
    events.on(change, (_, ids) => {
      told.push([change, ...ids]);
      return refusing
        ? Promise.reject(new Error('the queues cannot be mended'))
        : Promise.resolve();
    });
});
beforeEach(() => {
  told.length = 0;
  refusing = false;
});
afterAll(() => test.stop());

const put = (more: Partial<PolicyBrief> = {}) =>
  putBrief(world, { authorId: centre.accountId, ...more });
const withdraw = (id: string, more: object = {}) =>
  post(centre, `/briefs/${id}`, `/briefs/${id}/withdrawal`, {
    ...{ reason: '咨询电话写错了', replacedById: '' },
    ...more,
  });
const found = (id: string) => test.database.reader.manager.findOneByOrFail(PolicyBrief, { id });
const visit = async (path: string) => (await test.browser().get(path).expect(200)).text;

describe('withdrawing', () => {
  it('says so in public and leads to what took its place', async () => {
    const [old, next] = [await put({ title: '旧的一篇' }), await put({ title: '新的一篇' })];
    expect(await visit('/policy')).toContain('旧的一篇');
    expect(await read(centre, `/briefs/${old.id}/withdrawal`)).toContain('新的一篇');
    expect((await withdraw(old.id, { replacedById: next.id })).status).toBe(303);
    expect(told).toEqual([['withdrawn', old.id]]);
    expect(await visit('/policy')).not.toContain('旧的一篇');
    const page = await visit(`/policy/${old.id}`);
    expect(page).toContain('请不要再照它办');
    expect(page).toContain('咨询电话写错了');
    expect(page).toContain(`href="/policy/${next.id}"`);
    expect(page).not.toContain('头晕恶心就到屋外去');
  });

  it('happens once, with a reason, and leads to nothing that is not published', async () => {
    const [brief, draft] = [await put(), await put({ state: 'draft', publishedAt: null })];
    expect((await withdraw(brief.id, { reason: '' })).text).toContain('请填写撤回原因');
    expect((await withdraw(brief.id, { replacedById: draft.id })).text).toContain('不在发布中');
    expect((await withdraw(brief.id, { replacedById: brief.id })).text).toContain('不在发布中');
    expect((await withdraw(brief.id)).status).toBe(303);
    expect((await withdraw(brief.id)).text).toContain('不用撤回');
    expect((await withdraw(draft.id)).text).toContain('现在是草稿');
    expect(told).toEqual([['withdrawn', brief.id]]);
  });

  it('does not happen when what hangs on it cannot', async () => {
    const { id } = await put();
    refusing = true;
    expect((await withdraw(id)).status).toBe(500);
    expect((await found(id)).state).toBe('published');
  });
});

describe('expiring', () => {
  it('ends by the clock what was valid until yesterday, all together and once', async () => {
    const ends = { validUntil: '2026-11-26' };
    const [one, two] = [await put(ends), await put(ends)];
    const later = await put({ validUntil: '2026-11-27' });
    test.clock.set(instantOf('2026-11-26', '23:59'));
    await test.app.get(BriefsExpiryWorker).round();
    expect(told).toEqual([]);
    test.clock.set(instantOf('2026-11-27', '00:01'));
    await test.app.get(BriefsExpiryWorker).round();
    await test.app.get(BriefsExpiryWorker).round();
    expect(told).toHaveLength(1);
    expect(told[0]!.slice(1).sort()).toEqual([one.id, two.id].sort());
    expect(await found(one.id)).toMatchObject({ state: 'expired', endedAt: test.clock.now() });
    expect((await found(later.id)).state).toBe('published');
    expect(await visit(`/policy/${one.id}`)).toContain('已经到期');
  });
});
