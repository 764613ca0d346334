import { AuditEntry } from '../../src/shared/audit/audit-entry.entity';
import { CalendarDay } from '../../src/calendar/calendar-day.entity';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { NightClassEvents } from '../../src/scheduling/night-class.events';
import { dateOf, instantOf } from '../../src/shared/kernel/shanghai';
import { newId } from '../../src/shared/kernel/ids';
import { csrfOf, seenOf, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';

const NOW = instantOf('2026-11-24', '19:00');

const marked = (kind: CalendarDay['kind'], name: string, day: string) => ({
  ...{ id: newId(), kind, name, every: 'once' as const },
  ...{ firstDay: day, lastDay: day, source: '学校' },
});

let test: TestApp;
let world: World;
let clerk: Learner;
let desk: string;

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
  clerk = await world.staff('clerk');
  desk = `/schools/${world.schoolId}/desk/classes`;
  await test.database.write((tx) =>
    tx.insert(CalendarDay, [
      marked('holiday', '元旦', '2027-01-01'),
      { ...marked('closed', '电路检修', '2027-02-05'), schoolId: world.schoolId },
      marked('farming', '春耕', '2027-01-22'),
    ]),
  );
});
afterAll(() => test.stop());

const as = (one: Learner, path: string) =>
  test.browser().get(path).set('Cookie', `sid=${one.token}`);

/** Sends a form as the page at `from` would. */
async function send(from: string, action: string, fields: Record<string, string>, one = clerk) {
  const html = (await as(one, from)).text;
  return test
    .browser()
    .post(action)
    .set('Cookie', `sid=${one.token}`)
    .type('form')
    .send({ _csrf: csrfOf(html), ...seenOf(html, action), ...fields });
}

const plan = (more: Record<string, string> = {}) => ({
  courseId: world.courseId,
  roomId: world.roomId,
  teacherName: '沈墨',
  weekday: '5',
  slot: '19:00-20:30',
  startDate: '2026-12-21',
  sessionCount: '3',
  capacity: '30',
  minimum: '8',
  deskQuota: '6',
  opensAt: '2026-12-01T09:00',
  closesAt: '2026-12-24T21:00',
  ...more,
});

async function create(more: Record<string, string> = {}): Promise<string> {
  const answer = await send(`${desk}/new?course=${world.courseId}`, desk, plan(more));
  expect(answer.status).toBe(303);
  return answer.headers['location']!.split('/').pop()!;
}

const classOf = (id: string) => test.database.reader.manager.findOneByOrFail(NightClass, { id });
const sessionsOf = (classId: string) =>
  test.database.reader.manager.find(ClassSession, {
    where: { classId },
    order: { position: 'ASC' },
  });

describe('planning a class', () => {
  let id: string;

  it('makes a draft with its sessions, holidays left out, that nobody else sees', async () => {
    id = await create();
    const days = (await sessionsOf(id)).map((one) => dateOf(one.startsAt));
    expect(days).toEqual(['2026-12-25', '2027-01-08', '2027-01-15']);
    const { text } = await as(clerk, `${desk}/${id}`).expect(200);
    expect(text).toContain('这些日子不上课：2027年1月1日 元旦');
    expect(text).not.toContain('农忙');
    const { body } = await test.browser().get('/classes.json');
    expect(body).toMatchObject({ total: 0 });
  });

  it('leaves out what its own school closes and mentions a farming season', async () => {
    const later = await create({ startDate: '2027-01-22' });
    const days = (await sessionsOf(later)).map((one) => dateOf(one.startsAt));
    expect(days).toEqual(['2027-01-22', '2027-01-29', '2027-02-12']);
    const { text } = await as(clerk, `${desk}/${later}`);
    expect(text).toContain('这些日子不上课：2027年2月5日 电路检修');
    expect(text).toContain('正逢农忙，照常上课：2027年1月22日 春耕');
  });

  it('refuses a room or a teacher that is taken, and a room that is too small', async () => {
    const clash = await send(`${desk}/new`, desk, plan({ slot: '18:30-20:00' }));
    expect(clash.status).toBe(422);
    expect(clash.text).toContain('这间教室 12月25日 19:00 已排“书法体验”');
    const small = await send(`${desk}/new`, desk, plan({ capacity: '501' }));
    expect(small.text).toContain('国学教室只有 500 个座位，名额不能超过它');
    const window = await send(`${desk}/new`, desk, plan({ closesAt: '2026-12-26T21:00' }));
    expect(window.text).toContain('报名截止不能晚于第一节课开始');
  });

  it('finds the first dates on which room and teacher are free, and keeps what was typed', async () => {
    const find = (more: Record<string, string>) =>
      send(`${desk}/new?course=${world.courseId}`, `${desk}/proposals`, plan(more));
    // from Christmas on the room is taken until 15 January, and from 22 January until 12 February
    const found = await find({ sessionCount: '2', minimum: '', capacity: '24' });
    expect(found.status).toBe(200);
    expect(found.text).toContain('2027年2月19日 周五到2027年2月26日 周五，共 2 节');
    expect(found.text).toContain('value="2027-02-19"');
    expect(found.text).toContain('value="24"');
    const single = await find({ sessionCount: '1', teacherName: '顾长明', weekday: '4' });
    expect(single.text).toContain('value="2026-12-24"');
    const missing = await find({ roomId: '' });
    expect(missing.status).toBe(422);
    expect(missing.text).toContain('请选择教室');
    expect(await sessionsOf(id)).toHaveLength(3);
  });

  it('takes a changed plan while it is a draft', async () => {
    const changed = without(
      plan({ sessionCount: '2', weekday: '4', closesAt: '2026-12-23T21:00' }),
      'courseId',
    );
    const answer = await send(`${desk}/${id}/edit`, `${desk}/${id}/edit`, changed);
    expect(answer.status).toBe(303);
    const days = (await sessionsOf(id)).map((one) => dateOf(one.startsAt));
    expect(days).toEqual(['2026-12-24', '2026-12-31']);
  });

  it('publishes once, for everybody, with a line in the audit', async () => {
    for (let press = 0; press < 2; press++) {
      const answer = await send(`${desk}/${id}`, `${desk}/${id}/publication`, {});
      expect(answer.status).toBe(303);
    }
    const { body } = await test.browser().get('/classes.json?q=sf');
    expect(body).toMatchObject({ total: 1, items: [{ id, state: 'published' }] });
    const lines = { subjectId: id, action: 'night_class.publish' };
    expect(await test.database.reader.manager.countBy(AuditEntry, lines)).toBe(1);
  });

  it('lets seats grow but never below those taken', async () => {
    await test.database.write((tx) => tx.update(NightClass, { id }, { taken: 9 }));
    const limits = {
      teacherName: '沈墨',
      capacity: '8',
      minimum: '5',
      deskQuota: '2',
      closesAt: '2026-12-23T21:00',
      explanation: '加了一张长桌',
    };
    const less = await send(`${desk}/${id}/edit`, `${desk}/${id}/edit`, limits);
    expect(less.status).toBe(422);
    expect(less.text).toContain('已有 9 人占了名额，名额不能更少');
    const more = { ...limits, capacity: '40' };
    expect((await send(`${desk}/${id}/edit`, `${desk}/${id}/edit`, more)).status).toBe(303);
    expect((await classOf(id)).capacity).toBe(40);
  });
});

describe('planning a draw', () => {
  const draw = {
    admission: 'draw',
    deskQuota: '6',
    nearSeats: '10',
    nearWeight: '1',
    seniorWeight: '2',
    newcomerSeats: '0',
    ...{ weekday: '2', startDate: '2026-12-22', closesAt: '2026-12-20T21:00' },
  };

  it('keeps whom it puts first, and shows it on the form and to the desk', async () => {
    const id = await create(draw);
    const rules = { admission: 'draw', priorities: 'near:seats:10;senior:weight:2' };
    expect(await classOf(id)).toMatchObject(rules);
    const form = (await as(clerk, `${desk}/${id}/edit`)).text;
    expect(form).toMatch(/value="draw" checked/);
    expect(form).toMatch(/name="nearSeats" type="text" value="10"/);
    expect(form).toMatch(/name="seniorWeight" type="text" value="2"/);
    const { text } = await as(clerk, `${desk}/${id}`);
    expect(text).toContain('家住本站点辖区的人优先 10 个名额（是保底，不是上限）');
    expect(text).toContain('60 岁以上的人有 2 张签');
  });

  it.each([
    [
      { nearSeats: '20', seniorSeats: '5' },
      '保底名额一共 25 个，不能超过名额减去现场名额，也就是 24 个',
    ],
    [{ seniorWeight: '10' }, '签数应在 1 到 9 之间'],
    [{ nearSeats: '两个' }, '保底名额请填整数'],
    [{ opensAt: '2026-11-24T09:00' }, '摇号的班要先公布再开放，报名开放要晚于现在'],
  ])('refuses what would make no draw: %j', async (more, said) => {
    const answer = await send(`${desk}/new`, desk, plan({ ...draw, ...more }));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(said);
  });

  it('puts nobody first where there is nothing to draw', async () => {
    const first = { ...draw, admission: 'first_come', weekday: '3', startDate: '2026-12-23' };
    expect(await classOf(await create(first))).toMatchObject({ priorities: '' });
  });

  it('keeps way, priorities and deadline once it is public', async () => {
    const id = await create({ ...draw, weekday: '6', startDate: '2026-12-26' });
    await send(`${desk}/${id}`, `${desk}/${id}/publication`, {});
    const { drawId, closesAt } = await classOf(id);
    expect(drawId).not.toBeNull();
    const path = `${desk}/${id}/edit`;
    const limits = {
      ...{ teacherName: '沈墨', capacity: '30', minimum: '8', deskQuota: '6' },
      explanation: '换了大一点的教室',
    };
    expect((await as(clerk, path)).text).toContain('就是摇号的时间，公布后不能改');
    const later = await send(path, path, { ...limits, closesAt: '2026-12-22T21:00' });
    expect(later.status).toBe(422);
    expect(later.text).toContain('报名截止不能再改');
    const way = { ...limits, closesAt: '2026-12-20T21:00', admission: 'first_come' };
    expect((await send(path, path, way)).text).toContain('表单里有不认识的内容');
    const less = { ...limits, closesAt: '2026-12-20T21:00', capacity: '15' };
    expect((await send(path, path, less)).text).toContain('也就是 9 个');
    const same = { ...less, capacity: '40', teacherName: '顾长明' };
    expect((await send(path, path, same)).status).toBe(303);
    expect(await classOf(id)).toMatchObject({ closesAt, capacity: 40, admission: 'draw' });
    const { text } = await as(clerk, `${desk}/${id}`);
    expect(text).toContain('摇 34 个名额，已有 0 人参加');
  });

  it('keeps its deadline when it gets new dates', async () => {
    const id = await create({ ...draw, weekday: '7', startDate: '2026-12-27' });
    await send(`${desk}/${id}`, `${desk}/${id}/publication`, {});
    const { closesAt } = await classOf(id);
    await send(`${desk}/${id}/postponement`, `${desk}/${id}/postponement`, { reason: '老师有事' });
    const path = `${desk}/${id}/resumption`;
    expect((await as(clerk, path)).text).toContain('就是摇号的时间，公布后不能改');
    const early = await send(path, path, { startDate: '2026-12-13', closesAt: '2026-12-12T21:00' });
    expect(early.status).toBe(422);
    const dates = { startDate: '2027-01-03', closesAt: '2027-01-02T21:00' };
    expect((await send(path, path, dates)).status).toBe(303);
    expect(await classOf(id)).toMatchObject({ state: 'published', closesAt });
  });
});

describe('calling a class off', () => {
  it('postpones it, gives it new dates and keeps its places', async () => {
    const id = await create({
      weekday: '1',
      startDate: '2026-12-07',
      closesAt: '2026-12-06T21:00',
    });
    await send(`${desk}/${id}`, `${desk}/${id}/publication`, {});
    const reason = { reason: '老师身体不适' };
    await send(`${desk}/${id}/postponement`, `${desk}/${id}/postponement`, reason);
    expect(await classOf(id)).toMatchObject({ state: 'postponed', reason: '老师身体不适' });
    expect((await sessionsOf(id)).map((one) => one.state)).toEqual(Array(3).fill('cancelled'));
    const dates = { startDate: '2026-12-14', closesAt: '2026-12-13T21:00' };
    const answer = await send(`${desk}/${id}/resumption`, `${desk}/${id}/resumption`, dates);
    expect(answer.status).toBe(303);
    expect(await classOf(id)).toMatchObject({ state: 'published', reason: null });
    const days = (await sessionsOf(id)).map((one) => `${one.state} ${dateOf(one.startsAt)}`);
    expect(days).toEqual(['2026-12-14', '2026-12-21', '2026-12-28'].map((d) => `scheduled ${d}`));
  });

  it('cancels nothing when those who must be told cannot be', async () => {
    const { id } = await world.nightClass();
    const events = test.app.get(NightClassEvents, { strict: false });
    let works = false;
    events.on('cancelled', () => (works ? Promise.resolve() : Promise.reject(new Error('down'))));
    const path = `${desk}/${id}/cancellation`;
    expect((await send(path, path, { reason: '人数不够' })).status).toBe(500);
    expect((await classOf(id)).state).toBe('published');
    works = true;
    expect((await send(path, path, { reason: '人数不够' })).status).toBe(303);
    expect(await classOf(id)).toMatchObject({ state: 'cancelled', reason: '人数不够' });
  });

  it('is not made public with an evening on a day that was closed meanwhile', async () => {
    const id = await create({ teacherName: '顾明', weekday: '2', startDate: '2027-03-09' });
    const closed = { ...marked('closed', '消防演练', '2027-03-16'), schoolId: world.schoolId };
    await test.database.write((tx) => tx.insert(CalendarDay, closed));
    const refused = await send(`${desk}/${id}`, `${desk}/${id}/publication`, {});
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('2027年3月16日 周二是消防演练，不上课。请先修改日期再公布');
    expect((await classOf(id)).state).toBe('draft');
  });

  it('asks for a reason', async () => {
    const { id } = await world.nightClass();
    const path = `${desk}/${id}/cancellation`;
    const answer = await send(path, path, { reason: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('请填写原因');
  });
});

describe('who may plan', () => {
  it('hides the desk of another school, and lets an auditor only read', async () => {
    const learner = await world.learner();
    await as(learner, desk).expect(403);
    const auditor = await world.staff('auditor');
    const { text } = await as(auditor, desk).expect(200);
    expect(text).not.toContain('排新班');
    await as(auditor, `${desk}/new`).expect(403);
    await as(clerk, '/schools/elsewhere/desk/classes').expect(404);
  });
});

function without(fields: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
}
