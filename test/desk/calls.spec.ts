import { PlaceNews } from '../../src/enrollment/place-news.service';
import { Halting } from '../../src/scheduling/halting.service';
import { newId } from '../../src/shared/kernel/ids';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';

const NOW = instantOf('2026-11-24', '18:00');

let test: TestApp;
let world: World;
let clerk: Learner;

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
  clerk = await world.staff('clerk');
});
afterAll(() => test.stop());

const { get, read, post, enrol } = visitsOf(() => test);

const halt = (classId: string, reason: string) => ({
  ...{ classId, reason },
  siteId: world.siteId,
  actorId: clerk.accountId,
});
const postpone = (id: string, why: string) => test.app.get(Halting).postpone(halt(id, why));
const cancel = (id: string, why: string) => test.app.get(Halting).cancel(halt(id, why));

const desk = () => `/schools/${world.schoolId}/desk`;
const calls = (classId: string) => `${desk()}/classes/${classId}/calls`;

describe('those to be phoned', () => {
  it('are listed masked, from the page of the class and from tonight’s, until they are reached', async () => {
    const { id: classId } = await world.nightClass({ title: '防空警报' });
    const [one, other] = [
      await world.learner({ name: '欧阳兰' }),
      await world.learner({ name: '李建国' }),
    ];
    const place = await enrol(one, classId);
    const theirs = await enrol(other, classId);
    await enrol(await world.learner({ name: '王有邮', email: 'you@example.cn' }), classId);
    expect(await read(clerk, calls(classId))).toContain('没有要打电话的人');
    await postpone(classId, '礼堂当晚另有活动');
    expect(await read(clerk, `${desk()}/classes/${classId}`)).toContain(`href="${calls(classId)}"`);
    expect(await read(clerk, desk())).toContain('防空警报，2 人');
    const list = await read(clerk, calls(classId));
    expect(list).toContain('还有 2 人没通知');
    expect(list).toContain('礼堂当晚另有活动');
    expect(list).toContain('欧*兰');
    expect(list).not.toContain(one.phone);
    expect(list).not.toContain('王*邮');

    const contact = `${desk()}/enrollments/${place}/contact?from=calls`;
    expect(list).toContain(`href="${contact.replaceAll('=', '&#x3D;')}"`);
    const asked = await read(clerk, contact);
    expect(asked).toContain('打电话通知班级或名额的变化</textarea>');
    expect(asked).not.toContain(one.phone);
    const shown = await post(clerk, contact, contact, { reason: '打电话通知班级或名额的变化' });
    expect(shown.text).toContain(one.phone);
    expect(shown.text).toContain(`href="${calls(classId)}"`);
    const after = await read(clerk, calls(classId));
    expect(after).toContain('查过号码，11月24日 周二 18:00');
    expect(after.indexOf('李*国')).toBeLessThan(after.indexOf('欧*兰'));
    expect(await read(clerk, desk())).toContain('防空警报，1 人');

    await test.app.get(PlaceNews).receive(other.accountId, theirs, 'postponed');
    expect(await read(clerk, calls(classId))).toContain('都通知到了');
    expect(await read(clerk, desk())).not.toContain('防空警报，');
    test.clock.advance(1);
    await cancel(classId, '礼堂不再借用');
    expect(await read(clerk, calls(classId))).toContain('还有 2 人没通知');
  });

  it('are shown to auditors without the way to their number, and to nobody else', async () => {
    const { id: classId } = await world.nightClass({ title: '民法典' });
    await enrol(await world.learner(), classId);
    await cancel(classId, '没有达到开班人数');
    const text = await read(await world.staff('auditor'), calls(classId));
    expect(text).toContain('课程取消');
    expect(text).not.toContain('/contact');
    await get(await world.learner(), calls(classId)).expect(403);
    await get(clerk, `/schools/${newId()}/desk/classes/${classId}/calls`).expect(404);
  });
});
