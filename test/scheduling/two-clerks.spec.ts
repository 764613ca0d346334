import { NightClass } from '../../src/scheduling/night-class.entity';
import { inputMoment, instantOf } from '../../src/shared/kernel/shanghai';
import { csrfOf, seenOf, startApp, TestApp } from '../support/app';
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

const desk = () => `/schools/${world.schoolId}/desk/classes`;
const classOf = (id: string) => test.database.reader.manager.findOneByOrFail(NightClass, { id });

/** A form as it is open in a browser: it can be sent later, changed, and answers as the app does. */
async function open(one: Learner, path: string) {
  let html = await read(one, path);
  return async (fields: object) => {
    const hidden = { _csrf: csrfOf(html), ...seenOf(html, path) };
    const agent = test.browser().post(path).set('Cookie', `sid=${one.token}`);
    const answer = await agent.type('form').send({ ...hidden, ...fields });
    if (answer.status === 422) html = answer.text;
    return answer;
  };
}

const limitsOf = (c: NightClass, more: object) => ({
  ...{ teacherName: c.teacherName, capacity: String(c.capacity), minimum: String(c.minimum) },
  ...{ deskQuota: String(c.deskQuota), closesAt: inputMoment(c.closesAt) },
  ...{ explanation: '教室换了大的', ...more },
});
const draft = (more: object = {}) => ({
  ...{ roomId: world.roomId, teacherName: '沈墨', weekday: '5', slot: '19:00-20:30' },
  ...{ startDate: '2026-12-25', sessionCount: '3', capacity: '30', minimum: '8' },
  ...{ deskQuota: '6', opensAt: '2026-12-01T09:00', closesAt: '2026-12-24T21:00' },
  ...{ admission: 'first_come', ...more },
});
async function newDraft(more: object = {}): Promise<string> {
  const fields = { courseId: world.courseId, ...draft(more) };
  const made = await post(clerk, `${desk()}/new?course=${world.courseId}`, desk(), fields);
  return String(made.headers['location']).split('/').pop()!;
}

it('keeps what both want of a public class', async () => {
  const c = await world.nightClass({ capacity: 30, teacherName: '石青' });
  const path = `${desk()}/${c.id}/edit`;
  const [first, second] = [await open(clerk, path), await open(colleague, path)];
  expect((await first(limitsOf(c, { teacherName: '顾长明' }))).status).toBe(303);
  const told = await second(limitsOf(c, { capacity: '24' }));
  expect(told.status).toBe(422);
  expect(told.text).toContain('老师：石青 → 顾长明');
  expect(told.text).toMatch(/name="teacherName"[^>]* value="顾长明"/);
  expect(told.text).toMatch(/name="capacity"[^>]* value="24"/);
  expect(told.text).toContain('教室换了大的');
  expect(await classOf(c.id)).toMatchObject({ capacity: 30, teacherName: '顾长明' });
  const again = limitsOf(c, { teacherName: '顾长明', capacity: '24' });
  expect((await second(again)).status).toBe(303);
  expect(await classOf(c.id)).toMatchObject({ capacity: 24, teacherName: '顾长明' });
});

it('names both where they want different things, and saves what is sent after that', async () => {
  const c = await world.nightClass({ capacity: 30, teacherName: '石绿' });
  const path = `${desk()}/${c.id}/edit`;
  const [first, second] = [await open(clerk, path), await open(colleague, path)];
  await first(limitsOf(c, { capacity: '28' }));
  const told = await second(limitsOf(c, { capacity: '24' }));
  expect(told.text).toContain('名额：30 → 28。您填的是 24，留着没动');
  expect((await second(limitsOf(c, { capacity: '24' }))).status).toBe(303);
  expect((await classOf(c.id)).capacity).toBe(24);
});

it('lets one of two through who press at the same moment', async () => {
  const c = await world.nightClass({ capacity: 30, teacherName: '石黄' });
  const path = `${desk()}/${c.id}/edit`;
  const forms = [await open(clerk, path), await open(colleague, path)];
  const wanted = [{ capacity: '25' }, { minimum: '3' }];
  const answers = await Promise.all(forms.map((send, i) => send(limitsOf(c, wanted[i]!))));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
  const { capacity, minimum } = await classOf(c.id);
  expect([capacity === 25, minimum === 3].filter(Boolean)).toHaveLength(1);
});

it('keeps what both want of a draft', async () => {
  const id = await newDraft();
  const path = `${desk()}/${id}/edit`;
  const [first, second] = [await open(clerk, path), await open(colleague, path)];
  expect((await first(draft({ teacherName: '顾长明', seniorWeight: '' }))).status).toBe(303);
  const told = await second(draft({ sessionCount: '2', slot: '18:00-19:30' }));
  expect(told.status).toBe(422);
  expect(told.text).toContain('老师：沈墨 → 顾长明');
  expect(told.text).toMatch(/value="18:00-19:30" checked/);
  const both = draft({ teacherName: '顾长明', sessionCount: '2', slot: '18:00-19:30' });
  expect((await second(both)).status).toBe(303);
  expect(await classOf(id)).toMatchObject({ sessionCount: 2, teacherName: '顾长明' });
});

it('tells about rules of a draw that somebody took away', async () => {
  const rules = { admission: 'draw', seniorWeight: '2', weekday: '6', startDate: '2026-12-26' };
  const id = await newDraft(rules);
  const path = `${desk()}/${id}/edit`;
  const [first, second] = [await open(clerk, path), await open(colleague, path)];
  expect((await first(draft({ ...rules, seniorWeight: '' }))).status).toBe(303);
  const told = await second(draft({ ...rules, minimum: '9' }));
  expect(told.text).toContain('60 岁以上的签数：2 → 空');
  expect(told.text).toMatch(/name="seniorWeight"[^>]* value=""/);
});

it('moves on to the form of a public class when a draft was published meanwhile', async () => {
  const id = await newDraft({
    weekday: '2',
    startDate: '2026-12-22',
    closesAt: '2026-12-20T21:00',
  });
  const path = `${desk()}/${id}/edit`;
  const second = await open(colleague, path);
  await post(clerk, `${desk()}/${id}`, `${desk()}/${id}/publication`);
  const told = await second(draft({ capacity: '20', weekday: '2', startDate: '2026-12-22' }));
  expect(told.status).toBe(422);
  expect(told.text).toContain('状态：草稿 → 已公布');
  expect(told.text).toMatch(/name="capacity"[^>]* value="20"/);
  const next = limitsOf(await classOf(id), { capacity: '20' });
  expect((await second(next)).status).toBe(303);
  expect(await classOf(id)).toMatchObject({ state: 'published', capacity: 20 });
});

it('does not save a form that cannot say what it was filled from', async () => {
  const c = await world.nightClass({ capacity: 30, teacherName: '石白' });
  const send = await open(clerk, `${desk()}/${c.id}/edit`);
  const refused = await send(limitsOf(c, { capacity: '24', seen: 'x' }));
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('看不出这张表单照哪一版填的');
  expect((await classOf(c.id)).capacity).toBe(30);
});
