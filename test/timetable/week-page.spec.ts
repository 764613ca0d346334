import { CalendarDay } from '../../src/calendar/calendar-day.entity';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import type { NightClass } from '../../src/scheduling/night-class.entity';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { Room } from '../../src/sites/room.entity';
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
  expect(html).toContain('12/9<br><span class="day-mark">校庆，不开课</span><br>春耕');
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
