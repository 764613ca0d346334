import { NightClass } from '../../src/scheduling/night-class.entity';
import { classSearch } from '../../src/scheduling/class-search';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { countStatements, startApp, TestApp } from '../support/app';
import { World } from '../support/world';

const NOW = instantOf('2026-11-24', '19:00');
const wednesday = (week: number) =>
  instantOf(`2026-12-${String(2 + 7 * week).padStart(2, '0')}`, '19:00');

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await startApp({ now: NOW, env: { PUBLIC_URL: 'https://yexiao.example' } });
  world = await World.make(test.database, NOW);
});
afterAll(() => test.stop());

/** A class of the world, findable as the planner makes it. */
function listed(title: string, more: Partial<NightClass> & { startsInDays?: number } = {}) {
  const place = { siteName: '云河中心', schoolName: '望云夜校', roomName: '国学教室' };
  const facts = { category: 'heritage' as const, tier: 'experience' as const, ...more };
  const search = classSearch({ title, teacherName: '沈墨', ...place, ...facts });
  return world.nightClass({ title, search, ...more });
}

const get = (path: string) => test.browser().get(path);
const titles = async (query: string): Promise<string[]> => {
  const { body } = await get(`/classes.json${query}`);
  return (body as { items: { title: string }[] }).items.map((item) => item.title);
};

describe('the catalogue', () => {
  let full: NightClass;

  beforeAll(async () => {
    await listed('书法体验', { startsAt: wednesday(1), capacity: 10, taken: 4 });
    full = await listed('太极拳24式', {
      startsAt: wednesday(0),
      category: 'fitness',
      tier: 'master',
      capacity: 5,
      taken: 5,
      waiting: 3,
      weekday: 2,
    });
    await listed('剪纸入门', { startsAt: wednesday(2), opensAt: instantOf('2026-12-01', '09:00') });
    await listed('看不见的草稿', { startsAt: wednesday(3), state: 'draft' });
    await listed('取消的班', { state: 'cancelled' });
  });

  it('lists what can be taken first, and neither drafts nor cancelled classes', async () => {
    expect(await titles('')).toEqual(['书法体验', '剪纸入门', '太极拳24式']);
  });

  it('says how many there are and how many have seats', async () => {
    const { text } = await get('/classes').expect(200);
    expect(text).toContain('3 个班，<span class="num">1</span> 个有名额');
    expect(text).toContain('余 6 位');
    expect(text).toContain('已满，候补 3 人');
    expect(text).toContain('12月1日 周二 09:00 开放');
  });

  it.each([
    ['?q=shufa', ['书法体验']],
    ['?q=TJ', ['太极拳24式']],
    ['?q=望云 剪纸', ['剪纸入门']],
    ['?q=%', []],
    ['?category=fitness', ['太极拳24式']],
    ['?tier=master&tier=interest', ['太极拳24式']],
    ['?weekday=2', ['太极拳24式']],
    ['?seats=free', ['书法体验']],
    ['?category=nonsense&weekday=9&tier=x&page=-1', ['书法体验', '剪纸入门', '太极拳24式']],
    ['?page=7', ['书法体验', '剪纸入门', '太极拳24式']],
  ])('finds by %s', async (query, found) => expect(await titles(encodeURI(query))).toEqual(found));

  it('finds what lies below a site and nothing below an unknown one', async () => {
    expect(await titles(`?site=${world.siteId}`)).toHaveLength(3);
    expect(await titles('?site=nowhere')).toEqual([]);
  });

  it('keeps the filters of an empty result and offers changes that find something', async () => {
    const { text } = await get('/classes?category=fitness&weekday=3&seats=free').expect(200);
    expect(text).toContain('没有符合的班');
    expect(text).toMatch(/name="category" value="fitness" checked/);
    expect(text).toContain('去掉“体育健身”有 1 个');
    expect(text).not.toContain('去掉“有名额”有');
  });

  it('answers programs with the names of the contract', async () => {
    const { body } = await get(`/classes.json?q=${encodeURIComponent('太极')}`);
    expect(body).toEqual({
      items: [
        {
          id: full.id,
          title: '太极拳24式',
          tier: 'master',
          category: 'fitness',
          school: '望云夜校',
          room: '国学教室',
          weekday: 2,
          startsAt: '2026-12-02T19:00:00+08:00',
          endsAt: '2026-12-02T20:30:00+08:00',
          sessions: 1,
          capacity: 5,
          seatsLeft: 0,
          waitlisted: 3,
          admission: 'first_come',
          state: 'open',
          opensAt: '2026-11-23T19:00:00+08:00',
          closesAt: '2026-12-02T18:00:00+08:00',
          url: `https://yexiao.example/classes/${full.id}`,
        },
      ],
      page: 1,
      pages: 1,
      total: 1,
    });
  });

  it('asks the database as often for many classes as for one, and pages them', async () => {
    const one = await countStatements(() => get('/classes?q=sfty'));
    for (let i = 0; i < 13; i++) await listed('合唱团', { startsInDays: 20.1 + i });
    const many = await countStatements(() => get('/classes?q=hechangtuan'));
    expect(many).toBe(one);
    const { text } = await get('/classes?q=hct&category=heritage&page=2').expect(200);
    expect(text).toContain('第 2 页，共 2 页');
    expect(text).toContain('href="/classes?q&#x3D;hct&amp;category&#x3D;heritage"');
  });
});
