import { ClassSession } from '../../src/scheduling/class-session.entity';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { addDays, dateOf, instantOf } from '../../src/shared/kernel/shanghai';
import { newId } from '../../src/shared/kernel/ids';
import { Room } from '../../src/sites/room.entity';
import { seenOf, startApp, TestApp } from '../support/app';
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

/** Two evenings more, a week and two weeks later. */
async function twoMore(classId: string, first: ClassSession): Promise<ClassSession[]> {
  const weeks = [1, 2].map((week) => {
    const day = addDays(dateOf(first.startsAt), 7 * week);
    const times = { startsAt: instantOf(day, '19:00'), endsAt: instantOf(day, '20:30') };
    return { ...first, id: newId(), position: week + 1, ...times };
  });
  await test.database.write(async (tx) => {
    // on SQLite the ids that come back are given to the rows in another order
    await tx.insert(
      ClassSession,
      weeks.map((one) => ({ ...one })),
    );
    await tx.update(NightClass, { id: classId }, { endsAt: weeks[1]!.endsAt, sessionCount: 3 });
  });
  return weeks;
}

const wanted = (session: ClassSession, more: Record<string, string> = {}) => ({
  ...{ date: dateOf(session.startsAt), startsAt: '19:00', endsAt: '20:30', scope: 'one' },
  ...{ roomId: session.roomId, teacherName: session.teacherName },
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

/** What the forms of an evening carry along while they are open. */
const opened = async (path: string, form: 'change' | 'cancellation') =>
  seenOf(await read(clerk, `${path}/${form}`), `${path}/${form}`);

it('shows the second clerk what the first one did, keeps what was typed, takes over the rest', async () => {
  const { session, path } = await evening(instantOf('2026-12-09', '19:00'));
  const at = `${path}/change`;
  const seen = await opened(path, 'change');
  await post(clerk, at, at, wanted(session, { startsAt: '18:50' }));
  const second = { teacherName: '顾长明', reason: '停电检修一天', ...seen };
  const answer = await post(clerk, at, at, wanted(session, second));
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('上课时间：19:00 → 18:50');
  expect(answer.text).toContain('停电检修一天');
  expect(answer.text).toMatch(/name="startsAt"[^>]* value="18:50"/);
  expect(answer.text).toMatch(/name="teacherName"[^>]* value="顾长明"/);
  const fields = { teacherName: '顾长明', startsAt: '18:50', ...seenOf(answer.text, at) };
  expect((await post(clerk, at, at, wanted(session, fields))).status).toBe(303);
  const now = await again(session.id);
  expect(now).toMatchObject({ teacherName: '顾长明', revision: 2 });
  expect(now.startsAt).toEqual(instantOf('2026-12-09', '18:50'));
});

it('calls no evening off that was moved unseen, and asks again', async () => {
  const { c, session, path } = await evening(instantOf('2027-01-04', '19:00'));
  await twoMore(c.id, session);
  const at = `${path}/cancellation`;
  const seen = await opened(path, 'cancellation');
  await post(clerk, `${path}/change`, `${path}/change`, wanted(session, { date: '2027-01-05' }));
  const answer = await post(clerk, at, at, { scope: 'one', reason: '大雪封路停一次', ...seen });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('日期：2027年1月4日 周一 → 2027年1月5日 周二');
  expect(answer.text).not.toContain('您填的是');
  expect(answer.text).toContain('大雪封路停一次');
  expect((await again(session.id)).state).toBe('scheduled');
  const fields = { scope: 'one', reason: '大雪封路停一次', ...seenOf(answer.text, at) };
  expect((await post(clerk, at, at, fields)).status).toBe(303);
  expect((await again(session.id)).state).toBe('cancelled');
});

it('asks again when one of the evenings that follow was changed, only where they are meant', async () => {
  const { c, session, path } = await evening(instantOf('2027-02-03', '19:00'));
  const [next] = await twoMore(c.id, session);
  const seen = await opened(path, 'change');
  const other = path.replace(session.id, next!.id);
  const fields = wanted(next!, { endsAt: '20:45' });
  expect((await post(clerk, `${other}/change`, `${other}/change`, fields)).status).toBe(303);
  const at = `${path}/change`;
  const all = wanted(session, { teacherName: '顾长明', scope: 'following', ...seen });
  const refused = await post(clerk, at, at, all);
  expect(refused.text).toContain('以后各节：2 节，一共改过 0 次 → 2 节，一共改过 1 次');
  const one = wanted(session, { teacherName: '顾长明', ...seen });
  expect((await post(clerk, at, at, one)).status).toBe(303);
});

it('lets one of a move and a call-off through that come at the same moment', async () => {
  const { c, session, path } = await evening(instantOf('2027-01-08', '19:00'));
  await twoMore(c.id, session);
  const off = { scope: 'one', reason: '大雪封路停一次', ...(await opened(path, 'cancellation')) };
  const moved = wanted(session, { date: '2027-01-09', ...(await opened(path, 'change')) });
  const answers = await Promise.all([
    post(clerk, `${path}/change`, `${path}/change`, moved),
    post(clerk, `${path}/cancellation`, `${path}/cancellation`, off),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
  expect((await again(session.id)).revision).toBe(1);
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
