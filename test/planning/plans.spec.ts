import { PlannedClass } from '../../src/planning/class-plan.entity';
import { Course } from '../../src/curriculum/course.entity';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { newId } from '../../src/shared/kernel/ids';
import { dateOf, instantOf } from '../../src/shared/kernel/shanghai';
import { Room } from '../../src/sites/room.entity';
import { Site } from '../../src/sites/site.entity';
import { countStatements, startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';

const NOW = instantOf('2026-11-24', '12:00');
const PLAN = {
  ...{ name: '冬季排课', firstDay: '2026-12-07', lastDay: '2026-12-20' },
  opensAt: '2026-12-01T09:00',
};

let test: TestApp;
let world: World;
let clerk: Learner;
const { read, post, get } = visitsOf(() => test);

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
  clerk = await world.staff('clerk');
  await test.database.write(async (tx) => {
    await tx.update(Room, { id: world.roomId }, { capacity: 30, equipment: '投影、音响' });
    const course = await tx.findOneByOrFail(Course, { id: world.courseId });
    const more = { title: '亲子烘焙', equipment: '烤箱', sessionCount: 1 };
    await tx.insert(Course, { ...course, ...more, id: newId() });
  });
});
afterAll(() => test.stop());

const all = (planId: string) =>
  test.database.reader.manager.find(PlannedClass, {
    where: { planId },
    order: { position: 'ASC' },
  });

async function plan(more: object = {}, person = clerk): Promise<string> {
  const fields = { ...PLAN, schoolIds: world.schoolId, ...more };
  const { headers } = await post(person, '/plans/new', '/plans', fields);
  return String(headers['location']).slice('/plans/'.length);
}

async function planWith(text: string): Promise<string> {
  const id = await plan();
  const at = `/plans/${id}/class-list`;
  expect((await post(clerk, at, at, { text })).status).toBe(303);
  return id;
}

const press = (id: string, what: 'proposal' | 'acceptance', person = clerk) =>
  post(person, `/plans/${id}`, `/plans/${id}/${what}`, {});

it('turns a pasted list into classes that nobody has to place by hand', async () => {
  const id = await planWith(
    '课程\t老师\n书法体验\t沈月\t望云夜校\t周三周四\t19:00\t16人\n书法体验 顾长明',
  );
  await press(id, 'proposal');
  const [first, second] = await all(id);
  expect(first).toMatchObject({ teacherName: '沈月', seats: 16, weekdays: '3,4', why: null });
  expect([3, 4]).toContain(first!.weekday);
  expect(second).toMatchObject({ teacherName: '顾长明', roomId: world.roomId, why: null });
  expect(await read(clerk, `/plans/${id}`)).toContain('生成这 2 个班的草稿');
  const done = await press(id, 'acceptance');
  expect(done.status).toBe(303);
  const made = await test.database.reader.manager.findOneByOrFail(NightClass, {
    id: (await all(id))[0]!.classId!,
  });
  expect(made).toMatchObject({ state: 'draft', capacity: 16, deskQuota: 3, sessionCount: 1 });
  expect(made.opensAt).toEqual(instantOf('2026-12-01', '09:00'));
  const session = await test.database.reader.manager.findOneByOrFail(ClassSession, {
    classId: made.id,
  });
  expect(dateOf(session.startsAt)).toBe(first!.startDate);
  expect(session.teacherName).toBe('沈月');
});

it('makes the classes once, however often and by however many it is pressed', async () => {
  const id = await planWith('书法体验 郑一\n书法体验 郑二');
  await press(id, 'proposal');
  const colleague = await world.staff('clerk');
  const pages = await Promise.all([get(clerk, `/plans/${id}`), get(colleague, `/plans/${id}`)]);
  expect(pages.map(({ status }) => status)).toEqual([200, 200]);
  const answers = await Promise.all([
    press(id, 'acceptance', clerk),
    press(id, 'acceptance', colleague),
    press(id, 'acceptance', clerk),
  ]);
  expect(answers.filter(({ status }) => status === 303).length).toBeGreaterThanOrEqual(1);
  const teachers = ['郑一', '郑二'].map((teacherName) => ({ teacherName }));
  expect(await test.database.reader.manager.countBy(NightClass, teachers)).toBe(2);
  expect(await read(clerk, `/plans/${id}`)).not.toContain('重新排课表');
});

it('makes none when one of them lost its place meanwhile, and says what to do', async () => {
  const id = await planWith('书法体验 王甲 周一\n书法体验 王乙 周二');
  await press(id, 'proposal');
  const [{ startDate, slot }] = (await all(id)) as [PlannedClass];
  const startsAt = instantOf(startDate!, slot!.slice(0, 5));
  await world.nightClass({ startsAt, teacherName: '王甲', title: '插班', closesAt: NOW });
  const refused = await press(id, 'acceptance');
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('已排“插班”。请重新排课表，再生成班级');
  expect(await test.database.reader.manager.countBy(NightClass, { teacherName: '王乙' })).toBe(0);
  await press(id, 'proposal');
  expect((await press(id, 'acceptance')).status).toBe(303);
  expect(await test.database.reader.manager.countBy(NightClass, { teacherName: '王乙' })).toBe(1);
});

it('names each line that cannot be read, adds none, and keeps what was pasted', async () => {
  const id = await plan();
  const at = `/plans/${id}/class-list`;
  const text = '书法体验 沈月\n不存在的课 沈月\n书法体验\n书法体验 沈月 月亮上???';
  const refused = await post(clerk, at, at, { text });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('第 2 行：没有“不存在的课”这门课，请照课程目录写');
  expect(refused.text).toContain('第 3 行：没有写老师');
  expect(refused.text).toContain('第 4 行：看不懂“月亮上???”');
  expect(refused.text).toContain('书法体验 沈月\n不存在的课 沈月');
  expect(await all(id)).toEqual([]);
});

it('says which class has no place and why, and places it once that is mended', async () => {
  const id = await planWith('亲子烘焙 李梅\n书法体验 李梅 周三');
  await press(id, 'proposal');
  expect(await read(clerk, `/plans/${id}`)).toContain('的教室没有烤箱');
  await test.database.write((tx) => tx.update(Room, { id: world.roomId }, { equipment: '烤箱' }));
  const hours = `/plans/${id}/hours`;
  const busy = { teacherName: '李梅', weekdays: '6', from: '18:00', until: '21:00' };
  expect(
    (await post(clerk, `${hours}?teacher=${encodeURIComponent('李梅')}`, hours, busy)).status,
  ).toBe(303);
  await press(id, 'proposal');
  const [family, writing] = await all(id);
  expect(family).toMatchObject({ weekday: 6, slot: '18:30-20:00', why: null });
  expect(writing!.why).toBe('李梅老师只有周六 18:00–21:00 有空，和想排的时间对不上');
});

it('keeps a class where the clerk puts it, edits and removes', async () => {
  const id = await planWith('书法体验 吴一\n书法体验 吴二');
  const [one, two] = await all(id);
  const edit = `/plans/${id}/planned-classes/${one!.id}/edit`;
  const fields = {
    ...{ courseId: world.courseId, teacherName: '吴一', seats: '20', schoolId: '', isFixed: '1' },
    ...{ roomId: world.roomId, weekday: '5', slot: '19:30-21:00', startDate: '' },
  };
  const refused = await post(clerk, edit, edit, fields);
  expect(refused.text).toContain('固定的班要写第一节的日期');
  expect((await post(clerk, edit, edit, { ...fields, startDate: '2026-12-11' })).status).toBe(303);
  await press(id, 'proposal');
  expect((await all(id))[0]).toMatchObject({ weekday: 5, startDate: '2026-12-11', isFixed: true });
  const removal = `/plans/${id}/planned-classes/${two!.id}/removal`;
  await post(clerk, `/plans/${id}/planned-classes/${two!.id}/edit`, removal, {});
  expect(await all(id)).toHaveLength(1);
});

it('refuses dates that contradict each other and schools of others', async () => {
  const refused = await post(clerk, '/plans/new', '/plans', {
    ...PLAN,
    ...{ firstDay: '2026-11-24', lastDay: '2026-11-01', schoolIds: newId() },
  });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('第一天要在今天以后');
  expect(refused.text).toContain('最后一天不能早于第一天');
  expect(refused.text).toContain('请重新选择夜校');
  const late = { ...PLAN, opensAt: '2026-12-06T21:00', schoolIds: world.schoolId };
  expect((await post(clerk, '/plans/new', '/plans', late)).text).toContain('报名开放要早于');
});

it('gets other days and another name, keeps what is fixed, and is thrown away', async () => {
  const id = await planWith('书法体验 沈月\n书法体验 顾长明');
  await press(id, 'proposal');
  const [first] = await all(id);
  await test.database.write((tx) => tx.update(PlannedClass, { id: first!.id }, { isFixed: true }));
  const at = `/plans/${id}/edit`;
  expect(await read(clerk, at)).toContain('value="2026-12-20"');
  const late = {
    ...PLAN,
    schoolIds: world.schoolId,
    firstDay: '2026-12-30',
    lastDay: '2026-12-01',
  };
  expect((await post(clerk, at, at, late)).text).toContain('最后一天不能早于第一天');
  const wanted = { ...PLAN, schoolIds: world.schoolId, name: '冬季改', lastDay: '2027-01-20' };
  expect((await post(clerk, at, at, wanted)).status).toBe(303);
  expect(await read(clerk, `/plans/${id}`)).toContain('<h1>冬季改</h1>');
  const [kept, other] = await all(id);
  expect(kept!.roomId).toBe(world.roomId);
  expect(other!.roomId).toBeNull();
  expect((await post(clerk, at, `/plans/${id}/removal`, {})).headers['location']).toBe('/plans');
  expect((await get(clerk, `/plans/${id}`)).status).toBe(404);
  expect(await all(id)).toEqual([]);
});

it('does not exist for staff of other schools', async () => {
  const id = await plan();
  const siteId = newId();
  await test.database.write((tx) =>
    tx.insert(Site, {
      ...{ id: siteId, parentId: world.centerId, level: 'station', name: '桂花社区' },
      path: `/${world.centerId}/${siteId}/`,
    }),
  );
  const stranger = await world.staff('clerk', siteId);
  expect((await get(stranger, `/plans/${id}`)).status).toBe(404);
  expect((await get(await world.staff('principal', world.centerId), `/plans/${id}`)).status).toBe(
    200,
  );
  expect((await get(await world.learner(), `/plans/${id}`)).status).toBe(403);
});

it('asks as much of the database for twenty classes as for one', async () => {
  const few = await planWith('书法体验 一一');
  const many = await planWith(
    Array.from(
      { length: 20 },
      (_, i) => `书法体验 老师${'一二三四五六七八九十'[i % 10]}${i > 9 ? '乙' : '甲'}`,
    ).join('\n'),
  );
  const count = (path: string) => countStatements(() => get(clerk, path).expect(200));
  expect(await count(`/plans/${many}`)).toBe(await count(`/plans/${few}`));
});
