import { DueQueuesQueries } from '../../src/preface/due-queues.queries';
import { Replanning } from '../../src/preface/replanning.service';
import { NightClassEvents } from '../../src/scheduling/night-class.events';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { statements } from '../../src/shared/database/database';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { PrefaceItem } from '../../src/preface/preface-item.entity';
import { startApp, TestApp } from '../support/app';
import { World } from '../support/world';
import { planDue, publishedBrief, queueOf, weeklyClass, withdraw } from './world';

jest.setTimeout(60_000);

let test: TestApp;
let world: World;

beforeEach(async () => {
  test = await startApp({ now: instantOf('2026-11-24', '12:00') });
  world = await World.make(test.database, test.clock.now());
});
afterEach(() => test.stop());

const titles = async (sessionId: string) => (await queueOf(test, sessionId)).map((i) => i.briefId);
const whys = async (sessionId: string) => (await queueOf(test, sessionId)).map((item) => item.why);

it('fills the evenings of a class when a brief is published, and says why', async () => {
  const { sessions } = await weeklyClass(test, world, { count: 3 });
  const soon = await publishedBrief(test, world, { validUntil: '2026-12-03' });
  const later = await publishedBrief(test, world);
  await planDue(test);
  expect(await titles(sessions[0]!)).toEqual([soon.id]);
  expect(await titles(sessions[1]!)).toEqual([later.id]);
  expect(await whys(sessions[0]!)).toEqual(['12月3日到期，这个班还没听过']);
});

it('plans a class in the transaction that makes it public, moves it or calls it off', async () => {
  const brief = await publishedBrief(test, world, { validUntil: '2026-12-01' });
  const { classId, sessions } = await weeklyClass(test, world, { count: 2 });
  const tell = (change: 'published' | 'rescheduled' | 'cancelled') =>
    test.database.write((tx) => test.app.get(NightClassEvents).tell(tx, change, classId));
  await tell('published');
  expect(await titles(sessions[0]!)).toEqual([brief.id]);
  const [startsAt, endsAt] = [instantOf('2026-12-02', '18:00'), instantOf('2026-12-02', '18:30')];
  await test.database.write((tx) =>
    tx.update(ClassSession, { id: sessions[0]! }, { startsAt, endsAt }),
  );
  await tell('rescheduled');
  expect(await titles(sessions[0]!)).toEqual([]);
  const other = await publishedBrief(test, world);
  await planDue(test);
  expect(await titles(sessions[0]!)).toEqual([other.id]);
  await test.database.write((tx) => tx.update(NightClass, { id: classId }, { state: 'cancelled' }));
  await tell('cancelled');
  expect([await titles(sessions[0]!), await titles(sessions[1]!)]).toEqual([[], []]);
});

it('takes a withdrawn brief out of every queue with the withdrawal, and fills the gap at once', async () => {
  const one = await publishedBrief(test, world, { validUntil: '2026-12-31' });
  const other = await publishedBrief(test, world);
  const { sessions } = await weeklyClass(test, world, { count: 1 });
  await planDue(test);
  expect(await titles(sessions[0]!)).toEqual([one.id]);
  await withdraw(test, one.id);
  expect(await test.database.reader.manager.countBy(PrefaceItem, { briefId: one.id })).toBe(0);
  await planDue(test);
  expect(await titles(sessions[0]!)).toEqual([other.id]);
});

it('fills only the gap that a withdrawal left: what was planned elsewhere stays', async () => {
  for (let i = 1; i <= 5; i++)
    await publishedBrief(test, world, { validUntil: `2027-0${i}-28`, level: 'city' });
  const { sessions } = await weeklyClass(test, world, { count: 3 });
  await planDue(test);
  const before = await Promise.all(sessions.map(titles));
  await withdraw(test, before[1]![0]!);
  await planDue(test);
  const after = await Promise.all(sessions.map(titles));
  expect([after[0], after[2]]).toEqual([before[0], before[2]]);
  expect(after[1]).toHaveLength(1);
  expect(before.flat()).not.toContain(after[1]![0]);
});

it('undoes the emptying with the withdrawal that failed', async () => {
  const brief = await publishedBrief(test, world);
  const { sessions } = await weeklyClass(test, world, { count: 1 });
  await planDue(test);
  const failing = test.database.write(async (tx) => {
    const { PolicyBriefEvents } = await import('../../src/policy/policy-brief.events');
    await test.app.get(PolicyBriefEvents).tell(tx, 'withdrawn', [brief.id]);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await titles(sessions[0]!)).toEqual([brief.id]);
});

it('begins the next evening with what was not said', async () => {
  const calm = await publishedBrief(test, world, { level: 'city' });
  const { sessions } = await weeklyClass(test, world, { count: 2 });
  await planDue(test);
  const missed = (await titles(sessions[0]!))[0]!;
  expect(missed).toBe(calm.id);
  await publishedBrief(test, world, { validUntil: '2026-12-05', spokenSeconds: 60 });
  test.clock.set(instantOf('2026-11-25', '21:00'));
  await planDue(test);
  expect((await queueOf(test, sessions[0]!)).map((item) => item.state)).toContain('missed');
  expect((await titles(sessions[1]!))[0]).toBe(missed);
  expect((await whys(sessions[1]!))[0]).toBe('上一节没讲成，先讲');
});

it('plans many classes with as many statements as few', async () => {
  await publishedBrief(test, world);
  await publishedBrief(test, world);
  const count = async (): Promise<number> => {
    await planDue(test);
    await test.database.write((tx) => test.app.get(DueQueuesQueries).markAll(tx, test.clock.now()));
    let told = 0;
    const listen = () => told++;
    statements.subscribe(listen);
    await test.app.get(Replanning).nextBatch();
    statements.unsubscribe(listen);
    return told;
  };
  await weeklyClass(test, world, { count: 4 });
  await planDue(test);
  const few = await count();
  for (let i = 0; i < 5; i++) await weeklyClass(test, world, { count: 4, inDays: 2 + i });
  expect(await count()).toBe(few);
});
