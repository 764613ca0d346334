import { BriefResponse } from '../../src/policy/brief-response.entity';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { PageCache } from '../../src/shared/web/page-cache';
import { countStatements, startApp, TestApp } from '../support/app';
import { putBrief } from '../support/briefs';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';

let test: TestApp;
let world: World;
let learner: Learner;
let authorId: string;

const { read, post } = visitsOf(() => test);
const visit = async (path: string) => {
  test.app.get(PageCache).clear();
  return (await test.browser().get(path).expect(200)).text;
};

beforeAll(async () => {
  test = await startApp({ now: instantOf('2026-11-25', '10:00') });
  world = await World.make(test.database, test.clock.now());
  learner = await world.learner();
  authorId = (await world.staff('center', world.centerId)).accountId;
});
afterAll(() => test.stop());

describe('the list', () => {
  it('says what to do while nothing is published', async () => {
    expect(await visit('/policy')).toContain('现在没有正在讲的政策传真');
  });

  it('is found by words, topics, level and audience', async () => {
    await putBrief(world, { authorId, title: '秸秆禁烧', audience: 'farmer', topics: 'farming' });
    await putBrief(world, { authorId, title: '反诈专线 96110', level: 'central', topics: 'fraud' });
    await putBrief(world, { authorId, title: '没有发布', state: 'draft', publishedAt: null });
    await putBrief(world, {
      authorId,
      title: '已经过期',
      validUntil: '2026-11-24',
      effectiveFrom: '2026-11-01',
    });
    const titles = async (query: string) =>
      [...(await visit(`/policy${query}`)).matchAll(/<h3><a[^>]*>([^<]+)/g)].map(([, t]) => t);
    expect((await titles('')).sort()).toEqual(['反诈专线 96110', '秸秆禁烧'].sort());
    expect(await titles('?q=秸秆')).toEqual(['秸秆禁烧']);
    expect(await titles('?q=农事')).toEqual(['秸秆禁烧']);
    expect(await titles('?q=专线 96110')).toEqual(['反诈专线 96110']);
    expect(await titles('?q=100%25')).toEqual([]);
    expect(await titles('?level=central')).toEqual(['反诈专线 96110']);
    expect((await titles('?audience=farmer')).sort()).toEqual(
      ['反诈专线 96110', '秸秆禁烧'].sort(),
    );
    expect(await titles('?audience=elder')).toEqual(['反诈专线 96110']);
    expect(await visit('/policy?q=养老金')).toContain('没有找到这样的政策传真');
    expect(await titles('?level=moon&page=x')).toHaveLength(2);
  });

  it('asks the database as often for many as for few', async () => {
    const asked = () => countStatements(() => visit('/policy'));
    const before = await asked();
    await putBrief(world, { authorId });
    expect(await asked()).toBe(before);
    expect(before).toBeLessThanOrEqual(4);
  });
});

describe('a brief', () => {
  it('of a station says where it is spoken', async () => {
    const { id } = await putBrief(world, { authorId, siteId: world.siteId });
    expect(await visit(`/policy/${id}`)).toContain('望云社区的夜校');
    expect(await visit('/policy')).toContain('望云社区</span>');
  });

  it('shows what was written and nothing as markup', async () => {
    const { id } = await putBrief(world, {
      authorId,
      title: '<b>取暖</b>',
      spokenText: '第一段<script>。\n第二段。',
      phone: '0517-80000000 转 8',
      sourceUrl: 'https://example.com/a?b=1&c=2',
    });
    const page = await visit(`/policy/${id}`);
    expect(page).toContain('&lt;b&gt;取暖');
    expect(page).toContain('<p>第一段&lt;script&gt;。</p><p>第二段。</p>');
    expect(page).toContain('href="tel:051780000000"');
    expect(page).toContain('登录</a>后可以告诉我们');
    expect(await countStatements(() => visit(`/policy/${id}`))).toBeLessThanOrEqual(4);
  });

  it('takes one answer of each person, which can be changed', async () => {
    const { id } = await putBrief(world, { authorId });
    const at = `/policy/${id}`;
    const answer = (kind: string) => post(learner, at, `${at}/responses`, { kind });
    expect((await answer('understood')).status).toBe(303);
    expect(await read(learner, at)).toContain('“听懂了”');
    await Promise.all([answer('more'), answer('more')]);
    expect(await read(learner, at)).toContain('“想再了解”');
    const kept = await test.database.reader.manager.findBy(BriefResponse, { briefId: id });
    expect(kept).toEqual([expect.objectContaining({ kind: 'more', accountId: learner.accountId })]);
    expect((await answer('bored')).status).toBe(422);
    await test.browser().post(`${at}/responses`).type('form').send({ kind: 'more' }).expect(303);
  });

  it('takes no answer once it has ended', async () => {
    const open = await putBrief(world, { authorId });
    const ended = await putBrief(world, { authorId, state: 'expired', endedAt: world.now });
    const path = `/policy/${ended.id}/responses`;
    const { status } = await post(learner, `/policy/${open.id}`, path, { kind: 'more' });
    expect(status).toBe(409);
  });
});

it('can be followed with a feed reader', async () => {
  const { id } = await putBrief(world, { authorId, title: '医保 <参保> & 缴费' });
  const { text, headers } = await test.browser().get('/policy/feed.atom').expect(200);
  expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
  expect(text).toContain('<title>医保 &lt;参保&gt; &amp; 缴费</title>');
  expect(text).toContain(`<id>urn:uuid:${id}</id>`);
  expect(text).toContain('2026-11-25T10:00:00+08:00');
  expect(text).not.toContain('没有发布');
});
