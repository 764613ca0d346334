import { ClassSession } from '../../src/scheduling/class-session.entity';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { dateOf, instantOf } from '../../src/shared/kernel/shanghai';
import { newId } from '../../src/shared/kernel/ids';
import { Room } from '../../src/sites/room.entity';
import { startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';

const NOW = instantOf('2026-11-24', '12:00');

let test: TestApp;
let world: World;
let clerk: Learner;
const { read, post, enrol, get } = visitsOf(() => test);

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
  clerk = await world.staff('clerk');
});
afterAll(() => test.stop());

const evening = async (startsAt: Date) => {
  const c = await world.nightClass({ startsAt, closesAt: instantOf('2026-11-25') });
  const session = await test.database.reader.manager.findOneByOrFail(ClassSession, {
    classId: c.id,
  });
  return { c, session, path: `/schools/${world.schoolId}/desk/sessions/${session.id}` };
};
const again = (id: string) => test.database.reader.manager.findOneByOrFail(ClassSession, { id });

const wanted = (session: ClassSession, more: Record<string, string> = {}) => ({
  ...{ date: dateOf(session.startsAt), startsAt: '19:00', endsAt: '20:30', scope: 'one' },
  ...{ roomId: session.roomId, teacherName: session.teacherName, revision: '0' },
  ...{ reason: '老师去县里开会' },
  ...more,
});

it('moves an evening, keeps its first time, and tells everybody', async () => {
  const { c, session, path } = await evening(instantOf('2026-12-02', '19:00'));
  const learner = await world.learner();
  await enrol(learner, c.id);
  const fields = wanted(session, { date: '2026-12-04', teacherName: '顾长明' });
  expect((await post(clerk, `${path}/change`, `${path}/change`, fields)).status).toBe(303);
  const moved = await again(session.id);
  expect(dateOf(moved.startsAt)).toBe('2026-12-04');
  expect(moved).toMatchObject({ revision: 1, teacherName: '顾长明', reason: '老师去县里开会' });
  expect(moved.firstStartsAt).toEqual(session.startsAt);
  const row = await test.database.reader.manager.findOneByOrFail(NightClass, { id: c.id });
  expect(dateOf(row.startsAt)).toBe('2026-12-04');
  const mine = await read(learner, '/my');
  expect(mine).toContain('12月2日 周三 19:00–20:30 的课改到 12月4日 周五 19:00–20:30');
  expect(mine).toContain('由顾长明老师上');
});

it('shows the second clerk what the first one did, and keeps what was typed', async () => {
  const { session, path } = await evening(instantOf('2026-12-09', '19:00'));
  const first = wanted(session, { endsAt: '20:45' });
  await post(clerk, `${path}/change`, `${path}/change`, first);
  const second = wanted(session, { date: '2026-12-10', reason: '停电检修一天' });
  const answer = await post(clerk, `${path}/change`, `${path}/change`, second);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('刚刚有别人改过这一节');
  expect(answer.text).toContain('停电检修一天');
  expect(answer.text).toContain('name="revision" value="1"');
});

it('refuses what cannot be held, beside the field', async () => {
  const { session, path } = await evening(instantOf('2026-12-16', '19:00'));
  const ask = async (more: Record<string, string>) =>
    (await post(clerk, `${path}/change`, `${path}/change`, wanted(session, more))).text;
  expect(await ask({ endsAt: '18:00' })).toContain('下课要在同一天，比上课晚');
  expect(await ask({ endsAt: '22:00' })).toContain('夜校 21:30 闭馆');
  expect(await ask({ date: '2026-11-23' })).toContain('这个时间已经过了');
  expect(await ask({})).toContain('没有改动');
  const other = await evening(instantOf('2026-12-17', '19:00'));
  const clash = await ask({ date: '2026-12-17', startsAt: '20:29', endsAt: '21:30' });
  expect(clash).toContain('这间教室 12月17日 19:00 已排');
  expect((await again(other.session.id)).revision).toBe(0);
});

it('asks before it moves an evening onto another class of a learner', async () => {
  const roomId = newId();
  const name = '排练厅';
  await test.database.write((tx) =>
    tx.insert(Room, { id: roomId, schoolId: world.schoolId, name, capacity: 40 }),
  );
  const one = await evening(instantOf('2026-12-21', '18:00'));
  const two = await evening(instantOf('2026-12-22', '18:00'));
  const learner = await world.learner();
  await enrol(learner, one.c.id);
  await enrol(learner, two.c.id);
  const fields = wanted(one.session, { date: '2026-12-22', roomId, teacherName: '别的老师' });
  const clash = await post(clerk, `${one.path}/change`, `${one.path}/change`, fields);
  expect(clash.status).toBe(422);
  expect(clash.text).toContain('有 1 位学员这时候在别的班有课');
  const anyway = { ...fields, anyway: '1' };
  expect((await post(clerk, `${one.path}/change`, `${one.path}/change`, anyway)).status).toBe(303);
});

it('calls an evening off but never the last one', async () => {
  const { session, path } = await evening(instantOf('2026-12-23', '19:00'));
  const off = { scope: 'one', reason: '大雪封路停一次' };
  const answer = await post(clerk, `${path}/cancellation`, `${path}/cancellation`, off);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('这是最后一节了');
  expect((await again(session.id)).state).toBe('scheduled');
});

it('does not exist for others', async () => {
  const { path } = await evening(instantOf('2026-12-24', '19:00'));
  const learner = await world.learner();
  expect([403, 404]).toContain((await get(learner, `${path}/change`)).status);
});
