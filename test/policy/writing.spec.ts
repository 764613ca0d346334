import { BriefRevision, BriefWriter } from '../../src/policy/brief-review.entity';
import { PolicyBrief } from '../../src/policy/policy-brief.entity';
import { newId } from '../../src/shared/kernel/ids';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { Site } from '../../src/sites/site.entity';
import { startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';
import { filled, staffNamed } from './support';

let test: TestApp;
let world: World;
let clerk: Learner;
let index: string;

const { read, post } = visitsOf(() => test);

beforeAll(async () => {
  test = await startApp({ now: instantOf('2026-11-25', '10:00') });
  world = await World.make(test.database, test.clock.now());
  clerk = await staffNamed(world, '宋小满', 'clerk');
  index = `/schools/${world.schoolId}/desk/briefs`;
});
afterAll(() => test.stop());

const write = (more: Record<string, string | string[]> = {}, who = clerk) =>
  post(who, `${index}/new`, index, filled(more));
const briefAt = (path: string) =>
  test.database.reader.manager.findOneByOrFail(PolicyBrief, { id: path.split('/')[2]! });

it('keeps a draft as plain text, with its time', async () => {
  const spokenText = `\uf0b7\t冬天取暖，\u3000先开窗。\r\n\r\n\u3000\u3000拨打\u00a096110\u200b。${'炉'.repeat(380)}`;
  const { status, headers } = await write({ spokenText });
  expect(status).toBe(303);
  const brief = await briefAt(headers.location!);
  expect(brief.spokenText).toBe(`冬天取暖，先开窗。\n拨打 96110。${'炉'.repeat(380)}`);
  expect(brief).toMatchObject({ state: 'draft', spokenUnits: 394, spokenSeconds: 118 });
  expect(brief).toMatchObject({
    siteId: world.siteId,
    authorId: clerk.accountId,
    topics: 'safety',
  });
  const page = await read(clerk, headers.location!);
  expect(page).toContain('394 字，约 1 分 58 秒');
  expect(page).toContain('偏短');
  expect(await read(clerk, index)).toContain('冬季取暖防一氧化碳');
});

it('refuses what takes too long to say, by how much, and loses nothing', async () => {
  const { status, text } = await write({ spokenText: '冬'.repeat(731) });
  expect(status).toBe(422);
  expect(text).toContain('请删去 11 字');
  expect(text).toContain('冬'.repeat(731));
});

it.each([
  [{ sourceUrl: 'javascript:alert(1)' }, '原文网址要以'],
  [{ phone: '打电话问' }, '咨询电话只写号码'],
  [{ topics: 'weather' }, '请重新选择主题'],
  [{ topics: [] }, '请至少选一个主题'],
  [{ validUntil: '2026-11-24' }, '最后一天不能早于开始日期'],
  [{ effectiveFrom: '2026-11-01', validUntil: '2026-11-24' }, '最后一天已经过了'],
  [{ point2: '' }, '请填写要点二'],
  [{ point2: '\u200b\u200b\u200b\u200b' }, '请填写要点二'],
  [{ spokenText: '……'.repeat(20) }, '没有能念的字'],
])('refuses %j', async (more, words) => {
  const { status, text } = await write(more);
  expect(status).toBe(422);
  expect(text).toContain(words);
});

it('lets nobody overwrite what they have not seen, and counts who saves as a writer', async () => {
  const { headers } = await write();
  const path = headers.location!;
  const other = await staffNamed(world, '沈望舒', 'principal');
  const save = (who: Learner, version: string, title: string) =>
    post(who, `${path}/edit`, path, filled({ title, version }));
  expect((await save(other, '1', '取暖防煤气中毒')).status).toBe(303);
  const late = await save(clerk, '1', '冬天要开窗通风');
  expect(late.status).toBe(422);
  expect(late.text).toContain('刚刚有人改过');
  expect(late.text).toContain('冬天要开窗通风');
  const brief = await briefAt(path);
  expect(brief).toMatchObject({ title: '取暖防煤气中毒', version: 2 });
  const writers = await test.database.reader.manager.findBy(BriefWriter, { briefId: brief.id });
  expect(writers.map((one) => one.accountId).sort()).toEqual(
    [clerk.accountId, other.accountId].sort(),
  );
});

it('keeps what was handed in and lets nobody change it any more', async () => {
  const path = (await write()).headers.location!;
  expect(await read(clerk, path)).toContain('送审');
  const handIn = () => post(clerk, path, `${path}/submissions`, { version: '1' });
  expect((await handIn()).status).toBe(303);
  expect((await handIn()).status).toBe(409);
  const brief = await briefAt(path);
  expect(brief).toMatchObject({ state: 'first_review', revision: 1 });
  const kept = await test.database.reader.manager.findBy(BriefRevision, { briefId: brief.id });
  expect(kept).toHaveLength(1);
  expect(JSON.parse(kept[0]!.content)).toMatchObject({ spokenText: brief.spokenText });
  const late = await post(clerk, path, path, filled({ version: '2' }));
  expect(late.status).toBe(422);
  expect(late.text).toContain('不能再改');
});

it('is for those of its site: of another school there is no such brief', async () => {
  const path = (await write()).headers.location!;
  const stranger = await staffNamed(world, '生人甲', 'clerk', await elsewhere());
  await test.browser().get(path).set('Cookie', `sid=${stranger.token}`).expect(404);
  await test
    .browser()
    .get(`/policy/${path.split('/')[2]!}`)
    .expect(404);
});

async function elsewhere(): Promise<string> {
  const id = newId();
  const site = { id, parentId: world.centerId, level: 'station' as const, name: '桂花社区' };
  await test.database.write((tx) =>
    tx.insert(Site, { ...site, path: `/${world.centerId}/${id}/` }),
  );
  return id;
}
