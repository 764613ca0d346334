import { BriefDelivery } from '../../src/preface/brief-delivery.entity';
import { Session } from '../../src/identity/session.entity';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { newId } from '../../src/shared/kernel/ids';
import { Site } from '../../src/sites/site.entity';
import { startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';
import { planDue, publishedBrief, queueOf, weeklyClass, withdraw } from './world';

jest.setTimeout(90_000);

let test: TestApp;
let world: World;
let clerk: Learner;
let sessions: string[];
let briefs: string[];

/** A class of three Wednesdays and four short briefs, of which two fill an evening. */
beforeEach(async () => {
  test = await startApp({ now: instantOf('2026-11-25', '12:00') });
  world = await World.make(test.database, test.clock.now());
  clerk = await world.staff('clerk');
  ({ sessions } = await weeklyClass(test, world, { count: 3, inDays: 0, title: '八段锦' }));
  briefs = [];
  for (const [i, title] of ['电动车充电', '医保参保', '秸秆禁烧', '防诈骗'].entries())
    briefs.push(
      (
        await publishedBrief(test, world, {
          ...{ title, spokenSeconds: 80, validUntil: `2027-0${i + 1}-28` },
        })
      ).id,
    );
  await planDue(test);
});
afterEach(() => test.stop());

const visits = visitsOf(() => test);
const { get } = visits;
/** The page, whatever it answers. */
const read = async (one: Learner, path: string) => get(one, path);
/** A form with the token of another page of the same person. */
const post = (one: Learner, path: string, fields: object, from: string) =>
  visits.post(one, from, path, fields);
async function goTo(time: string): Promise<void> {
  const at = instantOf('2026-11-25', time);
  test.clock.set(at);
  await test.database.write((tx) => tx.update(Session, { staff: true }, { seenAt: at }));
}
const desk = (i = 0) => `/schools/${world.schoolId}/desk/sessions/${sessions[i]}/preface`;
const stage = (i = 0) => `/sessions/${sessions[i]}/preface`;
const inQueue = async (i = 0) =>
  (await queueOf(test, sessions[i]!))
    .filter(({ state }) => state !== 'dropped')
    .map(({ briefId }) => briefs.indexOf(briefId));
const seenIn = async (i = 0) => {
  const { text } = await read(clerk, desk(i));
  return /name="seen" value="([^"]*)"/.exec(text)![1]!;
};
const change = async (noun: string, fields: Record<string, string | string[]>, seen?: string) =>
  post(clerk, `${desk()}/${noun}`, { seen: seen ?? (await seenIn()), ...fields }, desk());
const deliver = (fields: Record<string, string>, i = 0) =>
  post(clerk, `${stage(i)}/deliveries`, fields, `${stage(i)}/present`);
const deliveries = () => test.database.reader.manager.find(BriefDelivery);

it('says what is told, why, and keeps what staff decide through every planning', async () => {
  expect(await inQueue()).toEqual([0, 1]);
  const { text } = await read(clerk, desk());
  expect(text).toContain('为什么讲它：这个班还没听过');
  expect(text).toContain('共 2 条，约 2 分 40 秒');
  expect((await change('order', { order: [briefs[1]!, briefs[0]!] })).status).toBe(303);
  expect(await inQueue()).toEqual([1, 0]);
  await publishedBrief(test, world, { validUntil: '2026-11-26' });
  await planDue(test);
  expect(await inQueue()).toEqual([1, 0]);
  await change('drops', { briefId: briefs[1]! });
  const after = await inQueue();
  expect(after).not.toContain(1);
  expect(after).toContain(0);
  await change('drop-removals', { briefId: briefs[1]! });
  await change('swaps', { briefId: briefs[3]!, inPlaceOf: briefs[0]! });
  expect(await inQueue()).toContain(3);
  expect(await inQueue()).not.toContain(0);
  await withdraw(test, briefs[3]!);
  await planDue(test);
  expect(await inQueue()).not.toContain(3);
});

it('shows the second of two clerks what the first has changed', async () => {
  const seen = await seenIn();
  await change('order', { order: [briefs[1]!, briefs[0]!] }, seen);
  const second = await change('order', { order: [briefs[0]!, briefs[1]!] }, seen);
  expect(second.status).toBe(422);
  expect(second.text).toContain('刚刚有别人改过，下面是现在的队列');
  expect(await inQueue()).toEqual([1, 0]);
});

it('refuses more than three minutes, and a queue of an evening that has begun', async () => {
  const long = await change('swaps', { briefId: briefs[2]!, inPlaceOf: '' });
  expect([long.status, long.text]).toEqual([422, expect.stringContaining('超过 3 分钟')]);
  const seen = await seenIn();
  await goTo('19:01');
  const late = await change('drops', { briefId: briefs[0]! }, seen);
  expect([late.status, late.text]).toEqual([422, expect.stringContaining('已经开始')]);
});

it('puts it on the stage, notes it once with its real seconds, and lets the evening close', async () => {
  await goTo('19:03');
  const { text } = await read(clerk, `${stage()}/present`);
  expect(text).toContain('data-seconds="80"');
  expect(text).toContain('0:00 起');
  expect((await read(clerk, desk())).text).toContain('还没讲');
  const spoken = { briefId: briefs[0]!, seconds: '97', at: '' };
  expect((await deliver(spoken)).status).toBe(303);
  expect((await deliver({ ...spoken, seconds: '5' })).status).toBe(303);
  expect((await deliveries()).map(({ seconds, source }) => [seconds, source])).toEqual([
    [97, 'online'],
  ]);
  expect((await read(clerk, desk())).text).toContain('这一节可以结束');
  expect((await test.browser().get(stage())).text).toContain('19:03 已宣讲');
});

it('takes what a phone kept by its own moment, and begins the next evening with the rest', async () => {
  await goTo('21:00');
  await planDue(test);
  expect(await inQueue(1)).toEqual([0, 1]);
  const at = String(instantOf('2026-11-25', '19:06').getTime());
  await deliver({ briefId: briefs[0]!, seconds: '90', at });
  const [kept] = await deliveries();
  expect([kept!.at, kept!.source]).toEqual([instantOf('2026-11-25', '19:06'), 'offline']);
  await planDue(test);
  expect((await inQueue(1))[0]).toBe(1);
  expect(await inQueue(1)).not.toContain(0);
});

it('says on delivery that a brief was withdrawn while it was being presented', async () => {
  await goTo('19:03');
  await withdraw(test, briefs[0]!);
  await goTo('19:05');
  const answer = await deliver({ briefId: briefs[0]!, seconds: '80', at: '' });
  expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('19:03 已经撤回')]);
  const before = String(instantOf('2026-11-25', '19:02').getTime());
  expect((await deliver({ briefId: briefs[0]!, seconds: '80', at: before })).status).toBe(303);
  expect(await deliveries()).toHaveLength(1);
});

it('cannot close an evening without a word until a reason is written', async () => {
  await goTo('21:00');
  expect((await read(clerk, desk())).text).toContain('不能结束这一节');
  const overview = `/schools/${world.schoolId}/desk/preface`;
  expect((await read(clerk, overview)).text).toContain('上完了还不能结束');
  const why = { reason: '停电，大家提前回家' };
  expect((await post(clerk, `${desk()}/exemption`, why, desk())).status).toBe(303);
  expect((await read(clerk, desk())).text).toContain('免讲原因：停电，大家提前回家');
  expect((await read(clerk, overview)).text).not.toContain('上完了还不能结束');
});

it('shows school and centre an evening that would begin with nothing, and takes county pins', async () => {
  const center = await world.staff('center', world.centerId);
  const pin = {
    what: briefs[3]!,
    siteId: world.siteId,
    fromDay: '2026-11-25',
    toDay: '2026-12-02',
  };
  expect((await post(center, '/center/preface/pins', pin, '/center/preface')).status).toBe(303);
  const none = { ...pin, what: world.schoolId };
  expect((await post(center, '/center/preface/pins', none, '/center/preface')).status).toBe(404);
  await planDue(test);
  expect((await inQueue())[0]).toBe(3);
  expect((await read(center, '/center/preface')).text).toContain('每节课都排上了');
  for (const id of briefs) await withdraw(test, id);
  await planDue(test);
  expect((await read(center, '/center/preface')).text).toContain('八段锦');
  const { text } = await read(clerk, `/schools/${world.schoolId}/desk/preface`);
  expect(text).toContain('这些课还没有可讲的');
});

it('does not exist for the staff of another school', async () => {
  const stranger = await world.staff('clerk', (await otherSite()).id);
  for (const path of [desk(), `${stage()}/present`])
    expect((await read(stranger, path)).status).toBe(404);
});

async function otherSite() {
  const id = newId();
  const path = `/${world.centerId}/${id}/`;
  await test.database.write((tx) =>
    tx.insert(Site, { id, parentId: world.centerId, level: 'station', name: '桂花社区', path }),
  );
  return { id };
}
