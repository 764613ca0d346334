import { Decision } from '../../src/enrollment/decision.entity';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { Merging } from '../../src/enrollment/merging.service';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { OutboxMessage } from '../../src/shared/outbox/outbox-message.entity';
import { wrongCounters } from '../demo/counters';
import { countStatements, csrfOf, startApp, TestApp } from '../support/app';
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

const page = (from: NightClass, into?: NightClass): string =>
  `/schools/${world.schoolId}/desk/classes/${from.id}/merger${into ? `?into=${into.id}` : ''}`;
const merge = (from: NightClass, into: NightClass, reason = '不到最低人数') =>
  post(clerk, page(from, into), page(from, into), { reason });

const classNow = (id: string) => test.database.reader.manager.findOneByOrFail(NightClass, { id });
const placeIn = ({ id }: NightClass, { profileId }: Learner) =>
  test.database.reader.manager.findOneBy(Enrollment, { classId: id, profileId });

it('takes everybody along, seats first, then the queue in its order, and says why', async () => {
  const from = await world.nightClass({ title: '剪纸入门', capacity: 2, startsInDays: 5 });
  const into = await world.nightClass({ title: '剪纸入门', capacity: 4, startsInDays: 6 });
  const other = await world.nightClass({ startsAt: new Date(into.startsAt.getTime() + 600_000) });
  const [busy, mailed] = [await world.learner(), await world.learner({ email: 'a@b.cn' })];
  const [first, second, there] = await world.learners(3);
  await enrol(busy, from.id);
  const old = await enrol(mailed, from.id);
  await enrol(first!, from.id);
  await enrol(second!, from.id);
  await enrol(busy, other.id);
  await enrol(there!, into.id);
  const shown = await read(clerk, page(from, into));
  expect(shown).toContain('3 人有名额');
  expect(shown).toContain('时间冲突');
  expect((await merge(from, into)).status).toBe(303);

  expect(await classNow(from.id)).toMatchObject({ state: 'cancelled', taken: 0, waiting: 0 });
  expect(await classNow(into.id)).toMatchObject({ taken: 4, waiting: 0 });
  for (const one of [mailed, first!, second!])
    expect(await placeIn(into, one)).toMatchObject({ state: 'enrolled', queueNumber: null });
  expect(await placeIn(into, busy)).toBeNull();
  const left = await placeIn(from, busy);
  expect(left).toMatchObject({ state: 'cancelled' });
  expect(left!.reason).toContain('没有为您转过去：这个班和您的“书法体验”时间冲突');
  expect(await wrongCounters(test.database)).toEqual([]);

  const ended = await test.database.reader.manager.findBy(Decision, { enrollmentId: old });
  expect(ended.map(({ kind }) => kind)).toEqual(['seated', 'cancelled']);
  const came = await placeIn(into, mailed);
  const timeline = await read(mailed, `/enrollments/${came!.id}`);
  expect(timeline).toMatch(/开课的“剪纸入门”并到了这个班。不到最低人数/);
  expect(await read(mailed, `/enrollments/${old}`)).toContain('这个班并到 11月30日');
  expect(await read(first!, '/my')).toContain('两个班合并，已为您转到：剪纸入门');
  expect(await read(busy, '/my')).toContain('您的报名被取消：剪纸入门');
  const mails = await test.database.reader.manager.findBy(OutboxMessage, { toAddress: 'a@b.cn' });
  expect(mails.map((row) => (JSON.parse(row.model) as { subject: string }).subject)).toEqual([
    '报名成功：剪纸入门',
    '两个班合并，已为您转到：剪纸入门',
  ]);
  const calls = await read(clerk, `/schools/${world.schoolId}/desk/classes/${into.id}/calls`);
  expect(calls).toContain('合并到这个班');
});

it('keeps the queue of the class that ends behind those with a seat', async () => {
  const from = await world.nightClass({ title: '八段锦', capacity: 1, startsInDays: 7 });
  const into = await world.nightClass({ title: '八段锦', capacity: 1, startsInDays: 8 });
  const [seat, wait, last] = await world.learners(3);
  for (const one of [seat!, wait!, last!]) await enrol(one, from.id);
  expect((await merge(from, into)).status).toBe(303);
  expect(await placeIn(into, seat!)).toMatchObject({ state: 'enrolled' });
  expect(await placeIn(into, wait!)).toMatchObject({ state: 'waitlisted', queueNumber: 1 });
  expect(await placeIn(into, last!)).toMatchObject({ state: 'waitlisted', queueNumber: 2 });
  const next = await enrol(await world.learner(), into.id);
  expect(await test.database.reader.manager.findOneBy(Enrollment, { id: next })).toMatchObject({
    queueNumber: 3,
  });
  expect(await wrongCounters(test.database)).toEqual([]);
});

it('refuses when somebody would lose a seat, wait behind newcomers or not be told in time', async () => {
  const from = await world.nightClass({ title: '摄影', startsInDays: 9 });
  for (const one of await world.learners(2)) await enrol(one, from.id);
  const small = await world.nightClass({ title: '摄影', capacity: 1, startsInDays: 10 });
  const full = await world.nightClass({ title: '摄影', capacity: 1, startsInDays: 11 });
  for (const one of await world.learners(2)) await enrol(one, full.id);
  const soon = await world.nightClass({ title: '摄影', startsInDays: 0.9 });
  const held = await world.nightClass({
    ...{ title: '摄影', capacity: 3, deskQuota: 2, startsInDays: 12 },
  });
  const why = async (into: NightClass) => {
    const text = await read(clerk, page(from, into));
    expect(text).not.toContain('合并以后不能恢复');
    const _csrf = csrfOf(text);
    const sent = await test
      .browser()
      .post(page(from, into))
      .set('Cookie', `sid=${clerk.token}`)
      .type('form')
      .send({ _csrf, reason: '不到最低人数' });
    expect(sent.status).toBe(422);
    return /notice-bad.*?<p>(.*?)<\/p>/s.exec(text)![1];
  };
  expect(await why(small)).toContain('只有 1 个，坐不下 2 人');
  expect(await why(held)).toContain('只有 1 个，坐不下 2 人');
  expect(await why(full)).toContain('有人候补');
  expect(await why(soon)).toContain('来不及通知');
  expect(await classNow(from.id)).toMatchObject({ state: 'published', taken: 2 });
  const choice = await read(clerk, page(from));
  expect(choice).toContain('那个班有人候补');
  expect(choice).toContain(`into&#x3D;${held.id}`);
  expect((await merge(from, held, '少')).status).toBe(422);
});

it('is for classes of one course, within the reach of the actor', async () => {
  const from = await world.nightClass({ startsInDays: 13 });
  const learner = await world.learner();
  await get(learner, page(from)).expect(403);
  const draft = await world.nightClass({ state: 'draft', startsInDays: 14 });
  await get(clerk, page(from, draft)).expect(404);
  await get(clerk, page(from, from)).expect(404);
  await get(clerk, `${page(from)}?into=nothing`).expect(404);
});

it('never oversells when two classes are merged into one, and people press', async () => {
  const into = await world.nightClass({ title: '国学', capacity: 6, startsInDays: 20 });
  const froms: NightClass[] = [];
  for (const startsInDays of [21, 22]) {
    const from = await world.nightClass({ title: '国学', startsInDays });
    for (const one of await world.learners(4)) await enrol(one, from.id);
    froms.push(from);
  }
  const merging = test.app.get(Merging);
  const by = { actorId: clerk.accountId, siteId: world.siteId, reason: '不到最低人数' };
  const pressing = await world.learners(4);
  const ended = await Promise.allSettled([
    ...froms.map(({ id }) => merging.merge({ classId: id, intoId: into.id, ...by })),
    ...pressing.map((one) => enrol(one, into.id)),
  ]);
  const done = ended.slice(0, 2).filter((one) => one.status === 'fulfilled');
  expect(done.length).toBeLessThan(2);
  const after = await classNow(into.id);
  expect(after.taken).toBeLessThanOrEqual(6);
  expect(await wrongCounters(test.database)).toEqual([]);
});

it('asks as many questions for three people as for one', async () => {
  const from = await world.nightClass({ title: '太极', startsInDays: 30 });
  const into = await world.nightClass({ title: '太极', startsInDays: 31 });
  await enrol(await world.learner(), from.id);
  const one = await countStatements(() => get(clerk, page(from, into)));
  for (const more of await world.learners(2)) await enrol(more, from.id);
  expect(await countStatements(() => get(clerk, page(from, into)))).toBe(one);
});
