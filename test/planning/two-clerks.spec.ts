import { PlannedClass } from '../../src/planning/class-plan.entity';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { seenOf, startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';

const NOW = instantOf('2026-11-24', '12:00');

let test: TestApp;
let world: World;
let clerk: Learner;
let colleague: Learner;
const { read, post } = visitsOf(() => test);

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
  clerk = await world.staff('clerk');
  colleague = await world.staff('clerk');
});
afterAll(() => test.stop());

const all = (planId: string) =>
  test.database.reader.manager.find(PlannedClass, {
    where: { planId },
    order: { position: 'ASC' },
  });

/** A plan with these classes, placed. */
async function placed(text: string): Promise<string> {
  const { headers } = await post(clerk, '/plans/new', '/plans', {
    ...{ name: '冬季排课', firstDay: '2026-12-07', lastDay: '2026-12-20' },
    ...{ opensAt: '2026-12-01T09:00', schoolIds: world.schoolId },
  });
  const plan = String(headers['location']);
  await post(clerk, `${plan}/class-list`, `${plan}/class-list`, { text });
  await post(clerk, plan, `${plan}/proposal`);
  return plan;
}
const idOf = (plan: string): string => plan.slice('/plans/'.length);

/** The form of a class as it is open in a browser. */
async function edit(plan: string, at: number) {
  const row = (await all(idOf(plan)))[at]!;
  const path = `${plan}/planned-classes/${row.id}/edit`;
  const fields = {
    ...{ courseId: row.courseId, teacherName: row.teacherName, seats: String(row.seats) },
    ...{ schoolId: '', roomId: row.roomId ?? '', weekday: String(row.weekday ?? '') },
    ...{ slot: row.slot ?? '', startDate: row.startDate ?? '' },
    ...seenOf(await read(clerk, path), path),
  };
  return {
    row,
    path,
    fields,
    send: (more: object) => post(colleague, plan, path, { ...fields, ...more }),
  };
}

it('keeps what both want of a class', async () => {
  const plan = await placed('书法体验 郑一');
  const { row, path, fields, send } = await edit(plan, 0);
  expect((await post(clerk, path, path, { ...fields, teacherName: '郑二' })).status).toBe(303);
  const told = await send({ seats: '12' });
  expect(told.status).toBe(422);
  expect(told.text).toContain('老师：郑一 → 郑二');
  expect(told.text).toMatch(/name="teacherName"[^>]* value="郑二"/);
  expect(told.text).toMatch(/name="seats"[^>]* value="12"/);
  const again = { seats: '12', teacherName: '郑二', ...seenOf(told.text, path) };
  expect((await send(again)).status).toBe(303);
  const now = await all(idOf(plan));
  expect(now).toEqual([expect.objectContaining({ id: row.id, teacherName: '郑二', seats: 12 })]);
});

it('lets one of two through who press at the same moment', async () => {
  const plan = await placed('书法体验 钱一');
  const { fields, path, send } = await edit(plan, 0);
  const answers = await Promise.all([
    send({ seats: '12' }),
    post(clerk, path, path, { ...fields, teacherName: '钱二' }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
  const [now] = await all(idOf(plan));
  expect([now!.seats === 12, now!.teacherName === '钱二'].filter(Boolean)).toHaveLength(1);
});

it('offers to add a class again that somebody removed meanwhile', async () => {
  const plan = await placed('书法体验 孙一\n书法体验 孙二');
  const { path, send } = await edit(plan, 0);
  await post(clerk, path, path.replace(/edit$/, 'removal'));
  const told = await send({ teacherName: '孙三' });
  expect(told.status).toBe(422);
  expect(told.text).toContain('刚才有人把这个班从排课里去掉了');
  expect(told.text).toMatch(/name="teacherName"[^>]* value="孙三"/);
  expect(told.text).toContain(`action="${plan}/planned-classes"`);
  expect(await all(idOf(plan))).toHaveLength(1);
});

it('makes no classes that nobody looked at, shows what is there and asks again', async () => {
  const plan = await placed('书法体验 李一\n书法体验 李二');
  const accept = `${plan}/acceptance`;
  const seen = seenOf(await read(clerk, plan), accept);
  const { path, fields } = await edit(plan, 0);
  const moved = { ...fields, isFixed: '1', weekday: '7', startDate: '2026-12-13' };
  expect((await post(colleague, path, path, moved)).status).toBe(303);
  const told = await post(clerk, plan, accept, seen);
  expect(told.status).toBe(422);
  expect(told.text).toContain('有人改过这份排课。1 个班是新加的或改过的');
  expect(told.text.match(/刚改过<\/span>/g)).toHaveLength(1);
  const teachers = ['李一', '李二'].map((teacherName) => ({ teacherName }));
  expect(await test.database.reader.manager.countBy(NightClass, teachers)).toBe(0);
  expect((await post(clerk, plan, accept, seenOf(told.text, accept))).status).toBe(303);
  expect(await test.database.reader.manager.countBy(NightClass, teachers)).toBe(2);
});

it('tells when a class was added or taken out meanwhile', async () => {
  const plan = await placed('书法体验 周一甲\n书法体验 周一乙');
  const accept = `${plan}/acceptance`;
  const seen = seenOf(await read(clerk, plan), accept);
  const { path } = await edit(plan, 1);
  await post(clerk, path, path.replace(/edit$/, 'removal'));
  const fewer = await post(clerk, plan, accept, seen);
  expect(fewer.text).toContain('原来 2 个班，现在 1 个');
  await post(clerk, plan, `${plan}/class-list`, { text: '书法体验 周一丙' });
  const more = await post(clerk, plan, accept, seenOf(fewer.text, accept));
  expect(more.text).toContain('原来 1 个班，现在 2 个。1 个班是新加的');
});

it('makes what was looked at or nothing while the plan is being changed', async () => {
  const plan = await placed('书法体验 吴一\n书法体验 吴二');
  const accept = `${plan}/acceptance`;
  const seen = seenOf(await read(clerk, plan), accept);
  const { path, fields } = await edit(plan, 0);
  const [made, changed] = await Promise.all([
    post(clerk, plan, accept, seen),
    post(colleague, path, path, { ...fields, teacherName: '吴三' }),
  ]);
  const teachers = (await test.database.reader.manager.find(NightClass))
    .map(({ teacherName }) => teacherName)
    .filter((name) => name.startsWith('吴'));
  if (made.status === 303) {
    expect(changed.status).toBe(409);
    expect(teachers.sort()).toEqual(['吴一', '吴二']);
  } else {
    expect([made.status, changed.status]).toEqual([422, 303]);
    expect(teachers).toEqual([]);
  }
});
