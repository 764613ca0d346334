import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { QueuePromotion } from '../../src/enrollment/queue-promotion';
import { Releasing } from '../../src/enrollment/releasing.service';
import { Profile } from '../../src/identity/profile.entity';
import { Halting } from '../../src/scheduling/halting.service';
import { NightClassEvents } from '../../src/scheduling/night-class.events';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { newId } from '../../src/shared/kernel/ids';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { OutboxMessage } from '../../src/shared/outbox/outbox-message.entity';
import { countStatements, startApp, TestApp } from '../support/app';
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
const receipt = (one: Learner, id: string, kind: string, back = '/my') =>
  post(one, '/my', `/enrollments/${id}/news-receipt`, { kind, back });

describe('news for somebody without e-mail', () => {
  it('stands on top of their pages until they say that they have read it', async () => {
    const { id: classId } = await world.nightClass({ title: '国学诵读' });
    const [learner, mailed] = [await world.learner(), await world.learner({ email: 'a@b.cn' })];
    const place = await enrol(learner, classId);
    const other = await enrol(mailed, classId);
    expect(await read(learner, '/my')).not.toContain('没看过的消息');
    await postpone(classId, '主讲老师身体不适');
    for (const [path, mode] of [['/my'], ['/'], ['/', '; mode=elder'], ['/my']] as const) {
      const text = await read(learner, path, mode);
      expect(text).toContain('课程延期：国学诵读');
      expect(text).toContain('原因：主讲老师身体不适。名额或位次为您保留');
    }
    expect(await read(mailed, '/my')).not.toContain('没看过的消息');
    expect((await receipt(mailed, place, 'postponed')).status).toBe(404);
    expect((await receipt(learner, other, 'postponed')).status).toBe(404);
    expect((await receipt(learner, place, 'postponed', '//evil.cn')).status).toBe(422);
    expect(await read(learner, '/')).toContain('课程延期：国学诵读');

    const done = await receipt(learner, place, 'postponed', '/');
    expect(done.headers['location']).toBe('/');
    expect(await read(learner, '/my')).not.toContain('没看过的消息');
    await cancel(classId, '一直没有合适的老师');
    expect(await read(learner, '/my')).toContain('课程取消：国学诵读');
    expect((await receipt(learner, place, 'postponed')).status).toBe(303);
    expect(await read(learner, '/my')).toContain('课程取消：国学诵读');
  });

  it('says which of the family it is about, with few questions however many there are', async () => {
    const learner = await world.learner();
    const child = { id: newId(), accountId: learner.accountId, siteId: world.siteId };
    await test.database.write((tx) =>
      tx.insert(Profile, {
        ...{ ...child, kind: 'child', name: '豆豆', ageBand: 'under14', createdAt: NOW },
      }),
    );
    const before = await countStatements(() => get(learner, '/my'));
    const home = await countStatements(() => get(learner, '/'));
    for (const [i, title] of ['亲子烘焙', '八段锦', '手机摄影'].entries()) {
      const { id } = await world.nightClass({ title, startsInDays: 10 + i });
      const place = await enrol(learner, id);
      if (i === 0)
        await test.database.write((tx) =>
          tx.update(Enrollment, { id: place }, { profileId: child.id }),
        );
      await cancel(id, '教室要检修');
    }
    const text = await read(learner, '/my');
    expect(text).toContain('课程取消：亲子烘焙</b>（豆豆）');
    expect(text).not.toContain('课程取消：八段锦</b>（');
    expect(await countStatements(() => get(learner, '/my'))).toBe(before);
    expect(await countStatements(() => get(learner, '/'))).toBe(home);
  });

  it('is no news any more once it no longer holds', async () => {
    const soon = { title: '消防安全', capacity: 1, startsAt: instantOf('2026-11-25', '12:00') };
    const { id: classId } = await world.nightClass(soon);
    const [first, second] = [await world.learner(), await world.learner()];
    const seat = await enrol(first, classId);
    const queued = await enrol(second, classId);
    await test.app.get(Releasing).cancel(seat, clerk.accountId, '本人来电说不来了');
    expect(await read(first, '/my')).toContain('您的报名被取消：消防安全');
    const offered = await read(second, '/my');
    expect(offered).toContain('有一个名额等您确认：消防安全');
    expect(offered).toContain('为您留到 今晚 20:00');
    expect(await read(clerk, calls(classId))).toContain('有名额等确认');
    await test.app.get(Releasing).accept(queued, second.accountId);
    expect(await read(second, '/my')).not.toContain('没看过的消息');
    expect(await read(clerk, calls(classId))).not.toContain('有名额等确认');
  });

  it('tells of a promotion with the next evening', async () => {
    const { id: classId } = await world.nightClass({
      ...{ title: '太极拳', capacity: 1, startsAt: instantOf('2026-12-02', '19:00') },
    });
    const [first, second] = [await world.learner(), await world.learner()];
    await enrol(first, classId);
    await enrol(second, classId);
    await test.database.write(async (tx) => {
      await tx.update(NightClass, { id: classId }, { capacity: 2 });
      await test.app.get(QueuePromotion).fill(tx, classId);
    });
    const text = await read(second, '/my');
    expect(text).toContain('候补有名额了，已为您报上：太极拳');
    expect(text).toContain('12月2日 周三 19:00，望云社区 国学教室');
  });

  it('does not push out other news of the same place', async () => {
    const { id: classId } = await world.nightClass({ title: '手机摄影', capacity: 1 });
    const [first, second, third] = await world.learners(3);
    for (const one of [first!, second!, third!]) await enrol(one, classId);
    await test.database.write(async (tx) => {
      await tx.update(NightClass, { id: classId }, { capacity: 2 });
      const said = '老师由沈墨换成陶知秋。原因：沈老师出差';
      await test.app.get(NightClassEvents).tell(tx, 'adjusted', classId, said, ['teacherName']);
    });
    const text = await read(second!, '/my');
    expect(text).toContain('候补有名额了，已为您报上：手机摄影');
    expect(text).toContain('报名规则有改动：手机摄影');
    expect(text).toContain('老师由沈墨换成陶知秋。原因：沈老师出差');
    const list = await read(clerk, calls(classId));
    expect(list).toContain('还有 2 人没通知');
    expect(list).toMatch(/候补转正，已报上，[^<]+<br>班级有改动/);
  });

  it('is not kept for longer than a month', async () => {
    const { id: classId } = await world.nightClass({ title: '剪纸入门' });
    const learner = await world.learner();
    await enrol(learner, classId);
    await cancel(classId, '没有达到开班人数');
    test.clock.advance(31 * 1_440);
    expect(await read(learner, '/')).not.toContain('剪纸入门');
    test.clock.advance(-31 * 1_440);
  });
});

describe('the place itself', () => {
  const tonight = { title: '养生茶饮', startsAt: instantOf('2026-11-24', '19:30') };

  it('says that a postponed class does not meet, on its page and on the list', async () => {
    const { id: classId } = await world.nightClass({ ...tonight, capacity: 1 });
    const [seated, queued] = [await world.learner(), await world.learner()];
    const seat = await enrol(seated, classId);
    const place = await enrol(queued, classId);
    expect(await read(seated, `/enrollments/${seat}`)).toContain('加到手机日历');
    await postpone(classId, '主讲老师身体不适');
    const said =
      '原定 今晚 19:30 开课，现在延期，到时不用来。原因：主讲老师身体不适。名额为您保留，新的时间定了会通知您。';
    const page = await read(seated, `/enrollments/${seat}`);
    expect(page).toContain('<h1>已延期</h1>');
    expect(page).toContain(said);
    expect(page).toContain('已延期，名额为您保留');
    expect(page).not.toMatch(/<h1>报上了|已报名|加到手机日历|第一节/);
    expect(page).toContain('延期期间随时可以退出，不记信用提醒');
    const list = await read(seated, '/my');
    expect(list).toContain('<s>11月24日</s>');
    expect(list).toContain(said);
    expect(list).toContain('tag-bad">已延期');
    expect(list).not.toContain('已报名');
    const waits = await read(queued, `/enrollments/${place}`);
    expect(waits).toContain('已延期，候补位次为您保留');
    expect(waits).not.toContain('有名额时自动递补');
    expect(await read(seated, `/enrollments/${seat}/withdrawal`)).toContain(
      '退出不记信用提醒。退出后不再为您保留',
    );
    // what is put off is not over when its old date is
    test.clock.advance(1_440);
    expect(await read(seated, '/my')).not.toContain('以前的');
    test.clock.advance(-1_440);
  });

  it('asks nobody to confirm a seat in a postponed class', async () => {
    const { id: classId } = await world.nightClass({ ...tonight, capacity: 1 });
    const [first, second] = [await world.learner(), await world.learner()];
    const seat = await enrol(first, classId);
    const place = await enrol(second, classId);
    await test.app.get(Releasing).cancel(seat, clerk.accountId, '本人来电说不来了');
    expect(await read(second, `/enrollments/${place}`)).toContain('确认入班');
    await postpone(classId, '教室停电');
    const page = await read(second, `/enrollments/${place}`);
    expect(page).toContain('已延期，候补位次为您保留');
    expect(page).not.toMatch(/确认入班|等您确认|过时给下一位/);
    expect(page).toContain(`/enrollments/${place}/withdrawal`);
  });

  it('says that a cancelled class does not meet', async () => {
    const { id: classId } = await world.nightClass(tonight);
    const learner = await world.learner({ email: 'c@d.cn' });
    const place = await enrol(learner, classId);
    await cancel(classId, '教室停电');
    const said = '原定 今晚 19:30 开课，现在取消，到时不用来。原因：教室停电。';
    const page = await read(learner, `/enrollments/${place}`);
    expect(page).toContain('<h1>课程已取消</h1>');
    expect(page).toContain(said);
    expect(page).not.toMatch(/加到手机日历|第一节/);
    const list = await read(learner, '/my');
    expect(list).toContain('<s>11月24日</s>');
    expect(list).toContain(said);
    const mails = await test.database.reader.manager.findBy(OutboxMessage, { toAddress: 'c@d.cn' });
    const told = mails.map(({ model }) => JSON.parse(model) as { subject: string; starts: string });
    expect(told.map(({ subject, starts }) => [subject, starts])).toEqual([
      ['报名成功：养生茶饮', '11月24日 周二 19:30'],
      ['课程取消：养生茶饮', ''],
    ]);
  });
});
