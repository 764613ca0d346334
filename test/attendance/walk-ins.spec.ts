import { Attendance } from '../../src/attendance/attendance.entity';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { Account } from '../../src/identity/account.entity';
import { Session } from '../../src/identity/session.entity';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { newId } from '../../src/shared/kernel/ids';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { csrfOf, startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';

const moment = (time: string) => instantOf('2026-11-25', time);

let test: TestApp;
let world: World;
let clerk: Learner;
let phones = 19_700_000_000;

beforeAll(async () => {
  test = await startApp({ now: moment('17:50') });
  world = await World.make(test.database, test.clock.now());
  clerk = await world.staff('clerk');
});
afterAll(() => test.stop());

const { get, read, enrol } = visitsOf(() => test);
const manager = () => test.database.reader.manager;
const newcomer = (name: string) => ({ name, phone: String(phones++), ageBand: 'a60_plus' });
const places = (classId: string) => manager().findBy(Enrollment, { classId });
const seats = (id: string) => manager().findOneByOrFail(NightClass, { id });

/** Until a time of that evening, with everybody still signed in. */
async function wait(time: string): Promise<void> {
  test.clock.set(moment(time));
  await test.database.write((tx) => tx.update(Session, { staff: true }, { seenAt: moment(time) }));
}

/** An evening at seven o'clock and the address of its door. */
async function evening(more: Partial<NightClass>) {
  await wait('17:50');
  const { id } = await world.nightClass({ title: '书法体验', startsAt: moment('19:00'), ...more });
  const { id: sessionId } = await manager().findOneByOrFail(ClassSession, { classId: id });
  return { id, sessionId, at: `/schools/${world.schoolId}/desk/sessions/${sessionId}` };
}

async function admit(at: string, who: object, key = newId()) {
  const _csrf = csrfOf(await read(clerk, `${at}/door`));
  const agent = test.browser().post(`${at}/walk-ins`).set('Cookie', `sid=${clerk.token}`);
  return agent.type('form').send({ _csrf, actionKey: key, consent: '1', ...who });
}

it('gives a seat and the mark of the evening at once, to whoever is new too', async () => {
  const { id, sessionId, at } = await evening({ capacity: 3 });
  expect(await read(clerk, `${at}/door`)).not.toContain('现场报名');
  await wait('19:20');
  expect(await read(clerk, `${at}/door`)).toContain(`href="${at}/walk-ins/new"`);
  expect(await read(clerk, `${at}/walk-ins/new`)).toContain('已报 0 / 3，空 3 位');
  const [who, key] = [newcomer('欧阳兰'), newId()];
  const done = await admit(at, who, key);
  const [place] = await places(id);
  expect(done.headers['location']).toBe(`${at}/door#p-${place!.id.slice(-12)}`);
  expect(place).toMatchObject({ state: 'enrolled', channel: 'desk' });
  expect((await admit(at, who, key)).status).toBe(303);
  expect((await admit(at, who)).status).toBe(303);
  expect(await seats(id)).toMatchObject({ taken: 1 });
  expect(await manager().findBy(Attendance, { sessionId })).toMatchObject([
    { state: 'late', source: 'staff', enrollmentId: place!.id, at: moment('19:20') },
  ]);
});

it('only ticks whoever has a seat already', async () => {
  const { id, at } = await evening({});
  const learner = await world.learner({ name: '李建国' });
  const place = await enrol(learner, id);
  await wait('18:50');
  await admit(at, { name: '李建国', phone: learner.phone, ageBand: 'a60_plus' });
  expect(await places(id)).toHaveLength(1);
  expect(await manager().findBy(Attendance, { enrollmentId: place })).toMatchObject([
    { state: 'present' },
  ]);
});

it('gives the last seat to one of two, however they press', async () => {
  const { id, at } = await evening({ capacity: 1 });
  await wait('19:05');
  const pressed = ['赵一', '钱二', '孙三', '李四', '周五', '吴六'].map((name) => newcomer(name));
  const answers = await Promise.all(pressed.map((who) => admit(at, who)));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422, 422, 422]);
  expect(await seats(id)).toMatchObject({ taken: 1, waiting: 0 });
  expect(await places(id)).toHaveLength(1);
  expect(await read(clerk, `${at}/walk-ins/new`)).toContain('1 个名额都有人了');
  expect(await read(clerk, `${at}/door`)).not.toContain('walk-ins');
  const before = await manager().count(Account);
  expect((await admit(at, newcomer('郑七'))).text).toContain('1 个名额都有人了');
  expect(await manager().count(Account)).toBe(before);
});

it('leaves a free seat to the queue until the class begins, and takes from it at the door after that', async () => {
  const { id, at } = await evening({ capacity: 1 });
  await enrol(await world.learner(), id);
  const waiting = await world.learner({ name: '王小明' });
  const queued = await enrol(waiting, id);
  await test.database.write((tx) => tx.update(NightClass, id, { capacity: 2 }));
  await wait('18:50');
  expect((await admit(at, newcomer('冯八'))).text).toContain('正按先后给候补的 1 人');
  await wait('19:01');
  const own = { name: '王小明', phone: waiting.phone, ageBand: 'a60_plus' };
  expect((await admit(at, own)).status).toBe(303);
  expect(await manager().findOneByOrFail(Enrollment, { id: queued })).toMatchObject({
    state: 'enrolled',
  });
  expect(await seats(id)).toMatchObject({ taken: 2, waiting: 0 });
  expect(await manager().countBy(Attendance, { enrollmentId: queued })).toBe(1);
});

it.each([
  ['18:29', '18:30 开始签到'],
  ['20:30', '这一节已经下课，不能再现场报名'],
])('lets nobody in at %s', async (time, said) => {
  const { id, at } = await evening({});
  await wait(time);
  expect((await admit(at, newcomer('陈九'))).text).toContain(said);
  expect(await places(id)).toEqual([]);
});

it('keeps the other rules, and is for those who may enrol', async () => {
  const { at } = await evening({});
  const other = await evening({});
  await wait('19:01');
  const who = newcomer('褚十');
  await admit(at, who);
  expect((await admit(other.at, who)).text).toContain('时间冲突');
  const auditor = await world.staff('auditor');
  await wait('19:01');
  await get(auditor, `${at}/walk-ins/new`).expect(403);
});
