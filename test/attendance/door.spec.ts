import { Attendance } from '../../src/attendance/attendance.entity';
import { Ticks } from '../../src/attendance/ticks.service';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { Session } from '../../src/identity/session.entity';
import { AuditEntry } from '../../src/shared/audit/audit-entry.entity';
import { newId } from '../../src/shared/kernel/ids';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';

const startsAt = instantOf('2026-11-25', '19:00');

let test: TestApp;
let world: World;
let clerk: Learner;
let classId: string;
let session: ClassSession;
let place: string;
let door: string;
let ticks: string;

beforeAll(async () => {
  test = await startApp({ now: instantOf('2026-11-25', '17:50') });
  world = await World.make(test.database, test.clock.now());
  clerk = await world.staff('clerk');
  ({ id: classId } = await world.nightClass({ title: '书法体验', startsAt }));
  session = await manager().findOneByOrFail(ClassSession, { classId });
  place = await enrol(await world.learner({ name: '欧阳兰' }), classId);
  await enrol(await world.learner({ name: '李建国' }), classId);
  door = `/schools/${world.schoolId}/desk/sessions/${session.id}/door`;
  ticks = door.replace('/door', '/ticks');
});
afterAll(() => test.stop());

const { get, read, post, enrol } = visitsOf(() => test);
const manager = () => test.database.reader.manager;
const marks = () => manager().findBy(Attendance, { enrollmentId: place });
/** Until a time of that evening, with everybody still signed in. */
async function wait(time: string): Promise<void> {
  const seenAt = instantOf('2026-11-25', time);
  test.clock.set(seenAt);
  await test.database.write((tx) => tx.update(Session, { staff: true }, { seenAt }));
}
const press = (state: string, one = clerk, enrollmentId = place) =>
  post(one, door, ticks, { enrollmentId, state });

describe('the door of an evening', () => {
  it('opens half an hour before; leave may be noted and taken back earlier', async () => {
    expect(await read(clerk, door)).toContain('11月25日 周三 18:30 开始签到，现在只能记请假');
    expect((await press('present')).status).toBe(422);
    expect(await marks()).toEqual([]);
    expect((await press('leave')).status).toBe(303);
    expect(await marks()).toMatchObject([{ state: 'leave', source: 'staff' }]);
    expect((await press('none')).status).toBe(303);
    expect((await press('none')).status).toBe(303);
    expect(await marks()).toEqual([]);
  });

  it('notes who came, once, and says so with a running count', async () => {
    await wait('18:52');
    const done = await press('present');
    expect(done.status).toBe(303);
    expect(done.headers['location']).toBe(`${door}#p-${place.slice(-12)}`);
    test.clock.advance(5);
    await press('present');
    expect(await marks()).toMatchObject([
      { state: 'present', at: instantOf('2026-11-25', '18:52'), actorId: clerk.accountId },
    ]);
    const text = await read(clerk, door);
    expect(text).toContain('<dt>已到</dt><dd>1 / 2</dd>');
    expect(text).toContain('欧*兰');
    expect(text).not.toContain('欧阳兰');
    expect(text).toContain('已到 18:52');
    const tonight = await read(clerk, `/schools/${world.schoolId}/desk/door`);
    expect(tonight).toContain('<dt>已到</dt><dd>1</dd>');
    expect(tonight).toContain(`href="${door}"`);
  });

  it('lets a mark be put right and taken back, and writes both down', async () => {
    await press('late');
    expect(await marks()).toMatchObject([{ state: 'late' }]);
    await press('none');
    expect(await marks()).toEqual([]);
    const lines = await manager().find(AuditEntry, {
      where: { subjectId: place, subject: 'enrollment' },
      order: { at: 'ASC' },
    });
    const about = lines.filter(({ action }) => action.startsWith('attendance.'));
    expect(about.map(({ action, detail }) => [action, JSON.parse(detail!).was])).toEqual([
      ['attendance.undo', 'leave'],
      ['attendance.change', 'present'],
      ['attendance.undo', 'late'],
    ]);
  });

  it('keeps one row however many press at once', async () => {
    const all = Array.from({ length: 50 }, () =>
      test.app
        .get(Ticks)
        .note({ sessionId: session.id, enrollmentId: place }, 'present', clerk.accountId),
    );
    await Promise.all(all);
    expect(await marks()).toHaveLength(1);
  });

  it('shows who was absent once the evening has ended', async () => {
    expect(await read(clerk, door)).not.toContain('缺课');
    await wait('20:31');
    const text = await read(clerk, door);
    expect(text.match(/缺课/g)).toHaveLength(1);
    expect(text).toContain('补记已到');
    await wait('19:20');
  });

  it('takes no tick for somebody without a seat, of another class, or of another school', async () => {
    const { id: other } = await world.nightClass({ startsInDays: 2 });
    const elsewhere = await enrol(await world.learner(), other);
    expect((await press('present', clerk, elsewhere)).status).toBe(404);
    const gone = await enrol(await world.learner(), other);
    await test.database.write((tx) => tx.update(Enrollment, gone, { state: 'withdrawn', classId }));
    expect((await press('late', clerk, gone)).text).toContain('这个人现在没有座位');
    await get(clerk, door.replace(world.schoolId, newId())).expect(404);
    const centre = await world.staff('clerk', world.centerId);
    await wait('19:20');
    await get(centre, door).expect(200);
  });

  it('shows an auditor the roll without buttons, and nobody else anything', async () => {
    const auditor = await world.staff('auditor');
    await wait('19:20');
    expect(await read(auditor, door)).not.toContain('name="enrollmentId"');
    await get(await world.learner(), door).expect(403);
  });

  it('shows a cancelled evening beside the others and takes nothing for it', async () => {
    const off = { state: 'cancelled' as const, reason: '老师生病' };
    await test.database.write((tx) => tx.update(ClassSession, session.id, off));
    const tonight = await read(clerk, `/schools/${world.schoolId}/desk/door`);
    expect(tonight).toContain('今晚没有课，不用签到');
    expect(tonight).toContain('老师生病');
    expect(await read(clerk, door)).toContain('这一节取消了：老师生病');
    const ticking = test.app.get(Ticks);
    const at = { sessionId: session.id, enrollmentId: place };
    await expect(ticking.note(at, 'late', clerk.accountId)).rejects.toThrow('这一节取消了');
  });
});
