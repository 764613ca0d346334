import { AbsencesWorker } from '../../src/attendance/absences.worker';
import { Attendance } from '../../src/attendance/attendance.entity';
import { Ticks } from '../../src/attendance/ticks.service';
import { Decision } from '../../src/enrollment/decision.entity';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { Session } from '../../src/identity/session.entity';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { newId } from '../../src/shared/kernel/ids';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { OutboxMessage } from '../../src/shared/outbox/outbox-message.entity';
import { startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';

jest.setTimeout(60_000);

const DAYS = ['11-09', '11-10', '11-11', '11-12', '11-13', '11-16'].map((day) => `2026-${day}`);
const evening = (i: number, time = '19:00') => instantOf(DAYS[i]!, time);

let test: TestApp;
let world: World;
let classId: string;
let sessions: string[];
let learners: Learner[];
let places: string[];

beforeEach(async () => {
  test = await startApp({ now: instantOf('2026-11-08', '12:00') });
  world = await World.make(test.database, test.clock.now());
  const times = { startsAt: evening(0), sessionCount: DAYS.length };
  ({ id: classId } = await world.nightClass({ ...times, title: '太极拳' }));
  const { id, roomId, teacherName } = await manager().findOneByOrFail(ClassSession, { classId });
  sessions = [id, ...DAYS.slice(1).map(() => newId())];
  for (let i = 1; i < DAYS.length; i++) {
    const span = { startsAt: evening(i), endsAt: evening(i, '20:30') };
    const at = { id: sessions[i]!, classId, roomId, teacherName, position: i + 1 };
    await test.database.write((tx) =>
      tx.insert(ClassSession, { ...at, ...span, title: `第 ${i + 1} 课`, state: 'scheduled' }),
    );
  }
  const endsAt = evening(DAYS.length - 1, '20:30');
  await test.database.write((tx) => tx.update(NightClass, classId, { endsAt }));
  const email = 'lan@example.com';
  learners = [await world.learner(), await world.learner(), await world.learner({ email })];
  learners.push(await world.learner(), await world.learner());
  places = [];
  for (const one of learners) places.push(await enrol(one, classId));
});
afterEach(() => test.stop());

const { read, post, enrol } = visitsOf(() => test);
const manager = () => test.database.reader.manager;
const own = (i: number) => `/enrollments/${places[i]}/attendance`;
const stateOf = async (i: number) =>
  (await manager().findOneByOrFail(Enrollment, { id: places[i]! })).state;

async function wait(at: Date): Promise<void> {
  test.clock.set(at);
  await test.database.write((tx) => tx.update(Session, { staff: false }, { seenAt: at }));
}

/** Who came to an evening, ticked at its door. */
async function came(i: number, people: number[]): Promise<void> {
  await wait(evening(i));
  const { accountId } = await world.staff('clerk');
  for (const one of people) {
    const place = { sessionId: sessions[i]!, enrollmentId: places[one]! };
    await test.app.get(Ticks).note(place, 'present', accountId);
  }
}

const leave = (i: number, session: number, kind = 'leaves') =>
  post(learners[i]!, own(i), `/enrollments/${places[i]}/${kind}`, {
    sessionId: sessions[session]!,
  });

it('frees the seat of whoever stays away three times without leave, a day after the third, and tells them', async () => {
  for (const session of [0, 1, 2]) await leave(3, session);
  await came(0, [0, 1]);
  await came(1, [0, 1]);
  await wait(evening(1, '21:00'));
  expect(await read(learners[2]!, own(2))).toContain('没请假缺课 2 次。满 3 次名额会释放');
  await came(2, [0, 1]);
  const worker = test.app.get(AbsencesWorker);
  await wait(evening(3, '20:29'));
  await worker.round();
  expect(await stateOf(2)).toBe('enrolled');
  await wait(evening(3, '20:31'));
  await worker.round();
  await worker.round();
  expect(await Promise.all([0, 1, 2, 3, 4].map(stateOf))).toEqual([
    ...['enrolled', 'enrolled', 'released', 'enrolled', 'released'],
  ]);
  expect(await manager().findOneByOrFail(NightClass, { id: classId })).toMatchObject({ taken: 3 });
  const told = await read(learners[2]!, `/enrollments/${places[2]}`);
  expect(told).toContain('名额已释放');
  expect(told).toContain('没请假缺课满 3 次，名额按报名须知释放');
  expect(await read(learners[4]!, '/my')).toContain('多次没来上课，名额已释放：太极拳');
  const mails = await manager().find(OutboxMessage);
  expect(mails.filter(({ model }) => model?.includes('名额已释放'))).toHaveLength(1);
  expect(await manager().countBy(Decision, { kind: 'released' })).toBe(2);
});

it('counts no evening at which hardly anybody was noted, and none that was put right in time', async () => {
  await came(0, [0, 1, 3]);
  await came(1, [0]);
  await came(2, [0, 1, 3]);
  await came(3, [0, 1, 3]);
  const { accountId } = await world.staff('clerk');
  const forgotten = { sessionId: sessions[0]!, enrollmentId: places[4]! };
  await test.app.get(Ticks).note(forgotten, 'late', accountId);
  await wait(evening(4, '20:29'));
  await test.app.get(AbsencesWorker).round();
  expect(await stateOf(2)).toBe('enrolled');
  await wait(evening(4, '20:31'));
  await test.app.get(AbsencesWorker).round();
  expect(await Promise.all([2, 4].map(stateOf))).toEqual(['released', 'enrolled']);
});

it('lets a learner ask for leave before the evening, take it back, and neither after its start', async () => {
  expect(await read(learners[0]!, own(0))).toContain('请假<span class="vh">，第 1 节');
  expect((await leave(0, 0)).status).toBe(303);
  expect((await leave(0, 0)).status).toBe(303);
  expect(await manager().findBy(Attendance, { enrollmentId: places[0]! })).toMatchObject([
    { state: 'leave', source: 'self', actorId: null },
  ]);
  expect(await read(learners[0]!, own(0))).toContain('取消请假');
  await leave(0, 0, 'leave-removals');
  expect(await manager().count(Attendance)).toBe(0);
  await leave(0, 1);
  await wait(evening(1));
  expect((await leave(0, 1, 'leave-removals')).text).toContain('这一节已经开始，不能再请假');
  expect(await manager().count(Attendance)).toBe(1);
});

it('gives no leave from a single evening, or to somebody else', async () => {
  const single = await world.nightClass({ startsInDays: 3 });
  const { id } = await manager().findOneByOrFail(ClassSession, { classId: single.id });
  const place = await enrol(learners[0]!, single.id);
  const path = `/enrollments/${place}/leaves`;
  const asked = await post(learners[0]!, own(0), path, { sessionId: id });
  expect(asked.text).toContain('只上一晚的课不用请假');
  expect((await post(learners[1]!, own(1), path, { sessionId: id })).status).toBe(404);
  expect((await leave(0, 0)).status).toBe(303);
  const foreign = { sessionId: id };
  const wrong = await post(learners[0]!, own(0), `/enrollments/${places[0]}/leaves`, foreign);
  expect(wrong.status).toBe(404);
  expect(await manager().count(Attendance)).toBe(1);
});
