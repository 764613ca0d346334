import { Course } from '../../src/curriculum/course.entity';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { Halting } from '../../src/scheduling/halting.service';
import { dateOf, instantOf } from '../../src/shared/kernel/shanghai';
import { startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';

const NOW = instantOf('2026-11-24', '12:00');
const LINK = /http:\/\/localhost:\d+/g;

let test: TestApp;
let world: World;
let clerk: Learner;
const { get, read, post } = visitsOf(() => test);

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
  clerk = await world.staff('clerk');
  await test.database.write((tx) =>
    tx.update(Course, { id: world.courseId }, { bring: '毛笔\n旧报纸' }),
  );
});
afterAll(() => test.stop());

const desk = () => `/schools/${world.schoolId}/desk`;

/** What would be copied. */
async function noticeAt(path: string): Promise<string> {
  const html = await read(clerk, path);
  const text = /<textarea[^>]*readonly>\n([^<]*)<\/textarea>/.exec(html)![1]!;
  return text.replaceAll(LINK, '…').replaceAll('&#x3D;', '=').trim();
}

async function evening(startsAt: Date, title: string) {
  const c = await world.nightClass({ startsAt, closesAt: instantOf('2026-11-25'), title });
  const session = await test.database.reader.manager.findOneByOrFail(ClassSession, {
    classId: c.id,
  });
  return { c, session, notice: `${desk()}/classes/${c.id}/notice` };
}

async function move(session: ClassSession, date: string): Promise<void> {
  const path = `${desk()}/sessions/${session.id}/change`;
  const answer = await post(clerk, path, path, {
    ...{ date, startsAt: '19:00', endsAt: '20:30', scope: 'one' },
    ...{ roomId: session.roomId, teacherName: '顾长明', reason: '老师去县里开会' },
  });
  expect(answer.status).toBe(303);
}

it('says everything about a class in words that need no link', async () => {
  const { c, notice } = await evening(instantOf('2026-12-02', '19:00'), '书法体验');
  expect(await noticeAt(notice)).toBe(
    [
      '【望云夜校】书法体验（体验课）',
      '时间：12月2日 周三 19:00–20:30',
      '地点：望云社区 国学教室，望云路 1 号',
      '老师：沈墨',
      '费用：免费',
      '报名：网上还剩 10 位，11月25日 周三 00:00 截止',
      '请带：毛笔、旧报纸',
      '',
      `详情：…/classes/${c.id}`,
      '有事打：19000000202',
    ].join('\n'),
  );
});

it('tells what was moved, and what is called off', async () => {
  const { c, session, notice } = await evening(instantOf('2026-12-03', '19:00'), '剪纸');
  await move(session, '2026-12-04');
  expect(await noticeAt(notice)).toContain(
    '有变动：\n第 1 节：原定 12月3日 周四 19:00，改到 12月4日 周五 19:00–20:30，由顾长明老师上。原因：老师去县里开会',
  );
  const halt = { siteId: world.siteId, actorId: clerk.accountId, reason: '报的人不够' };
  await test.app.get(Halting).cancel({ classId: c.id, ...halt });
  const text = await noticeAt(notice);
  expect(text).toContain('这个班取消了。原因：报的人不够');
  expect(text).not.toContain('时间：');
});

it('tells a week of a school, with what was moved into it and out of it', async () => {
  const stays = await evening(instantOf('2026-12-09', '19:00'), '太极拳');
  const leaves = await evening(instantOf('2026-12-10', '19:00'), '摄影');
  const off = await evening(instantOf('2026-12-11', '19:00'), '合唱');
  await move(leaves.session, '2026-12-16');
  const halt = { siteId: world.siteId, actorId: clerk.accountId, reason: '教室漏水' };
  await test.app.get(Halting).postpone({ classId: off.c.id, ...halt });
  const moved = '摄影：原定 12月10日 周四 19:00，改到 12月16日 周三 19:00–20:30';
  expect(await noticeAt(`${desk()}/notice?week=${dateOf(stays.c.startsAt)}`)).toBe(
    [
      '【望云夜校】12月7日 周一到 12月13日 周日的课',
      '',
      '有变动：',
      '合唱（12月11日 周五 19:00）延期，新时间另行通知。原因：教室漏水',
      `${moved}。原因：老师去县里开会`,
      '',
      '12月9日 周三',
      '19:00–20:30 太极拳，国学教室，沈墨',
      '',
      '地点：望云社区，望云路 1 号',
      `选课报名：…/classes?site=${world.siteId}`,
      '有事打：19000000202',
    ].join('\n'),
  );
  const next = await noticeAt(`${desk()}/notice?week=2026-12-14`);
  expect(next).toContain(moved);
  expect(next).toContain('12月16日 周三\n19:00–20:30 摄影，国学教室，顾长明');
  expect(await noticeAt(`${desk()}/notice?week=2027-06-07`)).toContain('这一周没有课');
});

describe('posters', () => {
  it('show a class with a code that leads to its page', async () => {
    const { c } = await evening(instantOf('2026-12-21', '19:00'), '八段锦');
    const html = await read(clerk, `${desk()}/classes/${c.id}/poster`);
    for (const text of ['八段锦', '12月21日 周一 19:00', '望云社区 国学教室', '沈墨', '免费'])
      expect(html).toContain(text);
    expect(html).toContain('10 人，先到先得，满了排候补');
    expect(html).toMatch(/<svg viewBox="0 0 (\d+) \1" role="img" aria-label="二维码"/);
    expect(html).toContain('css/poster.');
  });

  it('show the week without what is called off', async () => {
    const html = await read(clerk, `${desk()}/poster?week=2026-12-07`);
    expect(html).toContain('太极拳');
    expect(html).not.toContain('合唱');
    expect(html).not.toContain('摄影');
  });

  it('are not printed of a class that does not take place', async () => {
    const { c } = await evening(instantOf('2026-12-22', '19:00'), '二胡');
    const halt = { siteId: world.siteId, actorId: clerk.accountId, reason: '报的人不够' };
    await test.app.get(Halting).cancel({ classId: c.id, ...halt });
    expect((await get(clerk, `${desk()}/classes/${c.id}/poster`)).status).toBe(404);
    const draft = await world.nightClass({ state: 'draft', publishedAt: null });
    for (const page of ['notice', 'poster'])
      expect((await get(clerk, `${desk()}/classes/${draft.id}/${page}`)).status).toBe(404);
  });
});
