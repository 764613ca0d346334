import { Attendance } from '../../src/attendance/attendance.entity';
import { LastTick } from '../../src/attendance/last-tick.entity';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { Session } from '../../src/identity/session.entity';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { AuditEntry } from '../../src/shared/audit/audit-entry.entity';
import { newId } from '../../src/shared/kernel/ids';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { PurgeWorker } from '../../src/shared/purging/purge.worker';
import { csrfOf, startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';

const moment = (time: string) => instantOf('2026-11-25', time);

let test: TestApp;
let world: World;
let clerk: Learner;
let session: ClassSession;
let places: string[];
let door: string;

beforeEach(async () => {
  test = await startApp({ now: moment('17:50') });
  world = await World.make(test.database, test.clock.now());
  clerk = await world.staff('clerk');
  const { id: classId } = await world.nightClass({ title: '书法体验', startsAt: moment('19:00') });
  session = await manager().findOneByOrFail(ClassSession, { classId });
  places = [];
  for (const name of ['欧阳兰', '李建国', '王小明'])
    places.push(await enrol(await world.learner({ name }), classId));
  door = `/schools/${world.schoolId}/desk/sessions/${session.id}/door`;
});
afterEach(() => test.stop());

const { read, post, enrol } = visitsOf(() => test);
const manager = () => test.database.reader.manager;
const marks = () => manager().find(Attendance, { order: { enrollmentId: 'ASC' } });
const markOf = (enrollmentId: string) => manager().findOneBy(Attendance, { enrollmentId });

/** Until a time of that evening, with everybody still signed in. */
async function wait(time: string): Promise<void> {
  test.clock.set(moment(time));
  await test.database.write((tx) => tx.update(Session, { staff: true }, { seenAt: moment(time) }));
}

const tick = (i: number, state: string, time: string) =>
  `${places[i]}_${state}_${moment(time).getTime()}`;

/** What the script of the page sends. */
async function send(ticks: string[], one = clerk, _csrf?: string) {
  const token = _csrf ?? csrfOf(await read(one, door));
  const agent = test.browser().post(door.replace('/door', '/kept-ticks'));
  return agent
    .set('Cookie', `sid=${one.token}`)
    .set('Accept', 'application/json')
    .type('form')
    .send({ _csrf: token, ticks });
}
const press = (i: number, state: string, one = clerk) =>
  post(one, door, door.replace('/door', '/ticks'), { enrollmentId: places[i], state });

it('takes what a phone kept, by the phone’s moments', async () => {
  await wait('19:20');
  const sent = [tick(0, 'present', '18:52'), tick(1, 'late', '19:17'), tick(2, 'leave', '18:40')];
  const answer = await send(sent);
  expect([answer.status, answer.body]).toEqual([200, { notNoted: [] }]);
  expect(await markOf(places[0]!)).toMatchObject({
    ...{ state: 'present', source: 'staff', at: moment('18:52'), actorId: clerk.accountId },
  });
  expect(await read(clerk, door)).toContain('已到 18:52');
});

it('writes one row each however many identical parts arrive at once', async () => {
  await wait('19:00');
  const _csrf = csrfOf(await read(clerk, door));
  const one = [tick(0, 'present', '18:52'), tick(1, 'present', '18:53'), tick(2, 'late', '18:54')];
  const other = [...one].reverse();
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => send(i % 2 ? one : other, clerk, _csrf)),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(answers.flatMap(({ body }) => (body as { notNoted: unknown[] }).notNoted)).toEqual([]);
  expect((await marks()).map(({ state }) => state).sort()).toEqual(['late', 'present', 'present']);
  expect(
    await manager().countBy(AuditEntry, { subject: 'enrollment', action: 'attendance.change' }),
  ).toBe(0);
});

const PRESSES = [
  ['present', '18:50'],
  ['none', '18:55'],
  ['late', '18:53'],
  ['leave', '18:55'],
] as const;

it.each([[[0, 1, 2, 3]], [[3, 2, 1, 0]], [[1, 3, 0, 2]], [[2, 0, 3, 1]]])(
  'comes to the latest press in whatever order they arrive: %j',
  async (order) => {
    await wait('19:00');
    for (const i of order) {
      const [state, time] = PRESSES[i]!;
      await send([tick(0, state, time)]);
    }
    expect(await markOf(places[0]!)).toBeNull();
  },
);

it('lets a later press of somebody else stand, and says so beside the name', async () => {
  await wait('18:55');
  await press(0, 'present');
  await press(0, 'none');
  await press(1, 'late');
  await wait('19:00');
  const answer = await send([tick(0, 'present', '18:50'), tick(1, 'present', '18:56')]);
  expect(answer.body).toEqual({
    notNoted: [
      { who: expect.stringMatching(/^欧\*兰，尾号 \d{4}$/), why: '后来又记了“撤回”，按后来的算' },
    ],
  });
  expect(await markOf(places[0]!)).toBeNull();
  expect(await markOf(places[1]!)).toMatchObject({ state: 'present', at: moment('18:56') });
});

it('believes no moment before the door opened or in the future, and none after the end as an arrival', async () => {
  await wait('19:20');
  await send([tick(0, 'present', '18:29'), tick(1, 'late', '19:21')]);
  expect((await marks()).map(({ at }) => at)).toEqual([moment('19:20'), moment('19:20')]);
  await wait('21:00');
  await send([tick(2, 'present', '20:40')]);
  expect(await markOf(places[2]!)).toMatchObject({ at: moment('20:30') });
  expect(await read(clerk, door)).toContain('已到，补记');
});

it('names whom it could not note: who gave the seat back, and who never had one', async () => {
  await wait('19:00');
  await test.database.write((tx) => tx.update(Enrollment, places[0]!, { state: 'withdrawn' }));
  const unknown = `${newId()}_present_${moment('18:55').getTime()}`;
  const { body } = await send([tick(0, 'present', '18:55'), tick(1, 'present', '18:55'), unknown]);
  expect((body as { notNoted: object[] }).notNoted).toHaveLength(2);
  expect((body as { notNoted: object[] }).notNoted).toEqual(
    expect.arrayContaining([
      { who: expect.stringContaining('欧*兰'), why: '这个人现在没有座位，请先代报名' },
      { who: '', why: '名单上没有这个人' },
    ]),
  );
  expect(await marks()).toHaveLength(1);
});

it('refuses what no page sends: too many, unreadable, unknown fields, a foreign token', async () => {
  await wait('19:00');
  const _csrf = csrfOf(await read(clerk, door));
  const many = Array.from({ length: 101 }, () => tick(0, 'present', '18:55'));
  expect((await send(many, clerk, _csrf)).status).toBe(422);
  expect((await send([`${places[0]}_gone_1795600000000`], clerk, _csrf)).status).toBe(422);
  expect((await send(['x'.repeat(101_000)], clerk, _csrf)).status).toBe(413);
  expect((await send([tick(0, 'present', '18:55')], clerk, 'no token')).status).toBe(403);
  const auditor = await world.staff('auditor');
  await wait('19:00');
  expect((await send([tick(0, 'present', '18:55')], auditor)).status).toBe(403);
  expect(await marks()).toEqual([]);
});

it('asks whoever is no longer signed in to do so, with nothing noted', async () => {
  await wait('19:00');
  const _csrf = csrfOf(await read(clerk, door));
  await test.database.write((tx) => tx.delete(Session, { accountId: clerk.accountId }));
  const { status, body } = await send([tick(0, 'present', '18:55')], clerk, _csrf);
  expect([status, JSON.stringify(body)]).toEqual([401, expect.stringContaining('sign_in')]);
});

it('forgets the order of the presses once nothing can be corrected any more', async () => {
  await wait('19:00');
  await press(0, 'present');
  expect(await manager().count(LastTick)).toBe(1);
  test.clock.set(new Date(moment('19:00').getTime() + 31 * 86_400_000));
  await test.app.get(PurgeWorker).round();
  expect([await manager().count(LastTick), (await marks()).length]).toEqual([0, 1]);
});
