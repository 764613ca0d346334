import { CalendarDay } from '../../src/calendar/calendar-day.entity';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import type { NightClass } from '../../src/scheduling/night-class.entity';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { Room } from '../../src/sites/room.entity';
import { School } from '../../src/sites/school.entity';
import { newId } from '../../src/shared/kernel/ids';
import { countStatements, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';

/** A Wednesday. */
const NOW = instantOf('2026-11-25', '12:00');

let test: TestApp;
let world: World;
let clerk: Learner;
let sheet: string;

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
  clerk = await world.staff('clerk');
  sheet = `/schools/${world.schoolId}/desk/timetable`;
});
afterAll(() => test.stop());

async function read(path = sheet, who = clerk): Promise<string> {
  const cookie = `sid=${who.token}`;
  return (await test.browser().get(path).set('cookie', cookie).expect(200)).text;
}

const at = (date: string, time: string, more: Partial<NightClass> = {}) =>
  world.nightClass({ startsAt: instantOf(date, time), ...more });

const change = (one: NightClass, fields: Partial<ClassSession>) =>
  test.database.write((tx) => tx.update(ClassSession, { classId: one.id }, fields));

const marked = (kind: CalendarDay['kind'], name: string) => ({
  id: newId(),
  kind,
  name,
  every: 'once' as const,
  firstDay: '2026-12-09',
  lastDay: '2026-12-09',
  source: '测试',
});

/** The slot of a class: its address, state and words. */
function slotOf(html: string, title: string) {
  const found = [
    ...html.matchAll(/<(?:a|div) class="slot([^"]*)"(?: href="([^"]*)")?>(.*?)<\/(?:a|div)>/gs),
  ]
    .map(([, kind, href, inner]) => ({
      kind: kind!.trim(),
      href: href ?? '',
      inner: inner!,
      text: inner!.replaceAll(/<[^>]+>/g, '').trim(),
    }))
    .filter(({ inner }) => inner.includes(title));
  expect(found).toHaveLength(1);
  return found[0]!;
}

it('shows who teaches, how many are seated, and leads to the class', async () => {
  const made = await at('2026-11-26', '19:30', { title: '越剧启蒙', taken: 7, capacity: 10 });
  const slot = slotOf(await read(), '越剧启蒙');
  expect(slot).toMatchObject({
    kind: '',
    href: `/schools/${world.schoolId}/desk/classes/${made.id}`,
  });
  expect(slot.text).toBe('周四 国学教室 已排：越剧启蒙19:30 沈墨 7/10');
});

it('offers the gap beside a class, and nothing that is over', async () => {
  const html = await read(`${sheet}?room=${world.roomId}`);
  const offers = [
    ...html.matchAll(/<(?:a|div) class="slot slot-free"( href="[^"]*")?>(.*?)<\/(?:a|div)>/gs),
  ];
  const told = offers.map(([, href, inner]) =>
    [href ? '排课' : '', inner!.replaceAll(/<[^>]+>/g, '')].join(' ').trim(),
  );
  expect(told).toEqual([
    '周一 国学教室 空闲：19:00',
    '周二 国学教室 空闲：19:00',
    '排课 周三 国学教室 空闲：19:00',
    '排课 周四 国学教室 空闲：18:00',
    '排课 周五 国学教室 空闲：19:00',
    '排课 周六 国学教室 空闲：19:00',
    '排课 周日 国学教室 空闲：19:00',
  ]);
});

it('tells the states of an evening apart', async () => {
  const [sub, moved, off] = [
    await at('2026-11-27', '18:00', { title: '代课的班', taken: 6 }),
    await at('2026-11-27', '19:30', { title: '改期的班', taken: 6 }),
    await at('2026-11-28', '19:00', { title: '停课的班', taken: 6 }),
  ];
  await at('2026-11-28', '19:00', { title: '人少的班', taken: 4, minimum: 5 });
  await at('2026-11-29', '19:00', { title: '草稿的班', state: 'draft' });
  await change(sub, { teacherName: '黄帆' });
  await change(moved, { firstStartsAt: instantOf('2026-11-26', '18:30') });
  await change(off, { state: 'cancelled' });
  const html = await read();
  const kind = (title: string) => slotOf(html, title).kind;
  expect(slotOf(html, '代课的班')).toMatchObject({ kind: 'slot-sub' });
  expect(slotOf(html, '代课的班').text).toContain('代课 黄帆 6/10');
  expect(slotOf(html, '改期的班').inner).toContain('<s>11/26 18:30</s> <time>19:30</time>');
  expect(slotOf(html, '停课的班').text).toContain('停课 沈墨');
  expect([kind('停课的班'), kind('人少的班'), kind('草稿的班')]).toEqual([
    'slot-off',
    'slot-wait',
    'slot-wait',
  ]);
});

it('names what is wrong above the sheet, with the way to the class', async () => {
  const roomId = newId();
  await test.database.write(async (tx) => {
    await tx.insert(Room, { id: roomId, schoolId: world.schoolId, name: '小间', capacity: 8 });
    await tx.insert(CalendarDay, [marked('holiday', '校庆'), marked('farming', '春耕')]);
  });
  const small = await at('2026-12-07', '19:00', {
    title: '挤的班',
    roomId,
    taken: 9,
    teacherName: '甲',
  });
  await at('2026-12-09', '19:00', { title: '放假的班', roomId, teacherName: '甲', taken: 6 });
  const html = await read(`${sheet}?week=2026-12-10`);
  const notice = /<section class="notice notice-bad".*?<\/section>/s.exec(html)![0];
  const words = notice.replaceAll(/<[^>]+>/g, '');
  expect(words).toContain('周一 19:00 小间“挤的班”：已报 9 人，只有 8 座。');
  expect(words).toContain('周三 19:00 小间“放假的班”：校庆，这天不开课。');
  expect(notice).toContain(`/desk/classes/${small.id}"`);
  expect(slotOf(html, '挤的班').kind).toBe('slot-bad');
  expect(html).toContain('12/9<br><strong>校庆，不开课</strong><br>春耕');
  // nothing is offered on a holiday
  expect(html).not.toMatch(/周三 [^：<]* 空闲/);
});

it('reckons the week in the time of China', async () => {
  await at('2026-12-14', '00:00', { title: '周一零点', taken: 6 });
  await at('2026-12-20', '23:59', { title: '周日末分', taken: 6 });
  await at('2026-12-21', '00:00', { title: '下周零点', taken: 6 });
  const html = await read(`${sheet}?week=2026-12-16`);
  expect(slotOf(html, '周一零点').text).toContain('周一');
  expect(slotOf(html, '周日末分').text).toContain('周日');
  expect(html).not.toContain('下周零点');
  expect(html).toContain('第 51 周');
  expect(html).toContain('12月14日–20日');
  expect(html).toContain(`${sheet}?week&#x3D;2026-12-21"`);
});

it('counts the evenings of the week, of tonight, and of each room', async () => {
  const html = await read(`${sheet}?week=2026-12-16`);
  expect(html).toContain('<dt>本周</dt><dd class="num">2 节</dd>');
  expect(html).not.toContain('<dt>今晚</dt>');
  const [, all, lit] = /一周共 (\d+) 间次晚上，其中 (\d+) 间次有课/.exec(html)!.map(Number);
  expect(all! % 7).toBe(0);
  expect(lit).toBe(2);
  expect(html).toContain(`<dd class="num">${Math.round((100 * lit!) / all!)}%</dd>`);
  expect(await read()).toContain('<dt>今晚</dt><dd class="num">0 节</dd>');
});

describe('the filters', () => {
  it('keep what was chosen and show only that', async () => {
    await at('2027-01-04', '19:00', { title: '甲班', teacherName: '甲老师', taken: 6 });
    await at('2027-01-05', '19:00', { title: '乙班', category: 'arts', taken: 6 });
    const week = `${sheet}?week=2027-01-04`;
    const byTeacher = await read(`${week}&teacher=${encodeURIComponent('甲老师')}`);
    expect(byTeacher).toContain('甲班');
    expect(byTeacher).not.toContain('乙班');
    expect(byTeacher).toContain('<option value="甲老师" selected>');
    expect(byTeacher).toMatch(/week&#x3D;2027-01-11&amp;teacher&#x3D;/);
    const byCategory = await read(`${week}&category=arts`);
    expect(byCategory).toContain('乙班');
    expect(byCategory).not.toContain('甲班');
    expect(await read(`${week}&room=none`)).toContain('没有这样的教室');
  });

  it('take nonsense as not given', async () => {
    const html = await read(`${sheet}?week=2026-02-31&day=9&category=x&room=&teacher=`);
    expect(html).toContain('第 48 周');
    expect(html).toMatch(/aria-current="true">周三/);
  });
});

describe('moving an evening', () => {
  /** The links by which it can go somewhere, as they are read out, and where they lead. */
  const targets = (html: string) =>
    [...html.matchAll(/<a class="slot slot-to" href="([^"]*)">(.*?)<\/a>/gs)].map(
      ([, href, inner]) => ({
        name: inner!.replaceAll(/<[^>]+>/g, ''),
        href: href!.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'),
      }),
    );
  const words = (html: string) => html.replaceAll(/<[^>]+>/g, '');
  let moved: NightClass;
  let sessionId: string;
  let moving: string;
  const elsewhere = { schoolId: newId(), roomId: newId() };

  beforeAll(async () => {
    await test.database.write(async (tx) => {
      const { schoolId, roomId: id } = elsewhere;
      const school = { siteId: world.centerId, principal: '周明', phone: '190', address: '1 号' };
      await tx.insert(School, { id: schoolId, name: '清溪夜校', ...school });
      await tx.insert(Room, { id, schoolId, name: '别的教室', capacity: 50 });
    });
    moved = await at('2027-03-03', '19:00', { title: '要挪的班', taken: 9, teacherName: '向阳' });
    const where = { classId: moved.id };
    const found = await test.database.reader
      .getRepository(ClassSession)
      .findOneByOrFail({ ...where, position: 1 });
    sessionId = found.id;
    moving = `${sheet}?week=2027-03-03&moving=${sessionId}`;
  });

  it('begins at the slot and says what is moved', async () => {
    const html = await read(`${sheet}?week=2027-03-03&category=${moved.category}`);
    const link = /<a class="slot-move" href="([^"]*)".*?<\/a>/s.exec(html)!;
    expect(link[1]!.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')).toBe(
      `${sheet}?week=2027-03-01&day=1&category=${moved.category}&moving=${sessionId}`,
    );
    expect(words(link[0])).toBe('移动 周三 19:00 要挪的班');
    const banner = /<section class="notice" aria-label="正在移动".*?<\/section>/s.exec(
      await read(moving),
    )![0];
    expect(words(banner)).toContain(
      '正在移动“要挪的班”：2027年3月3日 周三 19:00–20:30，国学教室，向阳老师',
    );
    expect(banner).toContain(`href="${sheet}?week&#x3D;2027-03-01&amp;day&#x3D;1" data-cancel`);
  });

  it('leads from each free cell to the form that asks for the reason', async () => {
    const found = targets(await read(`${moving}&room=${world.roomId}`));
    expect(found.map(({ name }) => name)).toEqual([
      '移到 周一 19:00 国学教室',
      '移到 周二 19:00 国学教室',
      '移到 周三 18:00 国学教室',
      '移到 周四 19:00 国学教室',
      '移到 周五 19:00 国学教室',
      '移到 周六 19:00 国学教室',
      '移到 周日 19:00 国学教室',
    ]);
    const form = await read(found[3]!.href);
    expect(found[3]!.href).toContain(`/desk/sessions/${sessionId}/change?`);
    expect(form).toContain('value="2027-03-04"');
  });

  it('says where it cannot go, also for the sake of its teacher at another school', async () => {
    await at('2027-03-10', '18:30', { title: '别处的班', teacherName: '向阳', ...elsewhere });
    await test.database.write((tx) =>
      tx.insert(CalendarDay, {
        ...marked('holiday', '假日'),
        ...{ firstDay: '2027-03-11', lastDay: '2027-03-11' },
      }),
    );
    const next = moving.replace('week=2027-03-03', 'week=2027-03-10');
    const html = await read(`${next}&room=${world.roomId}`);
    expect(words(html)).toContain('周三 国学教室 不能移到： 老师 18:30 上“别处的班”');
    expect(words(html)).toContain('周四 国学教室 不能移到： 假日，不开课');
    expect(html).not.toMatch(/<b>别处的班/);
    expect(targets(html).map(({ name }) => name.slice(3, 5))).toEqual([
      '周一',
      '周二',
      '周五',
      '周六',
      '周日',
    ]);
  });

  it('is nothing for an evening that is over, not public or of another school', async () => {
    const draft = await at('2027-03-05', '19:00', { state: 'draft' });
    const over = await at('2026-11-24', '19:00');
    const foreign = await at('2027-03-05', '19:00', elsewhere);
    for (const { id: classId } of [draft, over, foreign]) {
      const one = await test.database.reader
        .getRepository(ClassSession)
        .findOneByOrFail({ classId, position: 1 });
      const html = await read(`${sheet}?week=2027-03-03&moving=${one.id}`);
      expect(html).not.toContain('正在移动');
      expect(targets(html)).toEqual([]);
    }
    const auditor = await world.staff('auditor', world.centerId);
    const html = await read(moving, auditor);
    expect(html).not.toContain('正在移动');
    expect(html).not.toContain('slot-move');
  });

  it('asks the database no more than the sheet itself', async () => {
    expect(await countStatements(() => read(moving))).toBeLessThanOrEqual(5);
  });
});

it('is for the staff of the school only', async () => {
  const stranger = await world.learner();
  const other = await world.staff('clerk', world.centerId);
  await test.browser().get(sheet).set('cookie', `sid=${stranger.token}`).expect(403);
  expect(await read(sheet, other)).toContain('周课表');
  const foreign = `/schools/${newId()}/desk/timetable`;
  await test.browser().get(foreign).set('cookie', `sid=${clerk.token}`).expect(404);
});

it('asks the database as often for thirty evenings as for one', async () => {
  await at('2027-02-01', '19:00', { taken: 6 });
  const count = () => countStatements(() => read(`${sheet}?week=2027-02-01`));
  const few = await count();
  for (let i = 1; i < 30; i++) await at('2027-02-01', '19:00', { taken: 6 });
  expect(await count()).toBe(few);
  // who asks, the school, its rooms, the evenings, the calendar
  expect(few).toBeLessThanOrEqual(5);
  expect((await read(`${sheet}?week=2027-02-01`)).match(/书法体验<\/b>/g)).toHaveLength(30);
});
