import type { NightClass } from '../../src/scheduling/night-class.entity';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { Halting } from '../../src/scheduling/halting.service';
import { Resuming } from '../../src/scheduling/resuming.service';
import { dateOf } from '../../src/shared/kernel/shanghai';
import { Enrolling } from '../../src/enrollment/enrolling.service';
import { QueueWorker } from '../../src/enrollment/queue.worker';
import { Releasing } from '../../src/enrollment/releasing.service';
import { Withdrawing } from '../../src/enrollment/withdrawing.service';
import { sql } from '../../src/shared/database/sql';
import { newId } from '../../src/shared/kernel/ids';
import { StandingMark } from '../../src/standing/standing-mark.entity';
import { countStatements, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';

let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startApp();
  world = await World.make(test.database, test.clock.now());
});
afterAll(() => test.stop());

const DAY_MINUTES = 24 * 60;
let day = 2;

/** A full class of one seat: who holds it, and who waits. */
async function fullClass(startsInDays = (day += 1)) {
  const nightClass = await world.nightClass({ capacity: 1, startsInDays });
  const [first, second, third] = (await world.learners(3)) as [Learner, Learner, Learner];
  const places = [];
  for (const learner of [first, second, third]) places.push(await enroll(nightClass, learner));
  return {
    nightClass,
    places: places.map((place) => place.enrollmentId) as [string, string, string],
  };
}

const enroll = (
  nightClass: NightClass,
  learner: Learner,
  actionKey: string | null = null,
  channel: 'online' | 'desk' = 'online',
) =>
  test.app.get(Enrolling).enroll({
    classId: nightClass.id,
    profileId: learner.profileId,
    accountId: learner.accountId,
    actorId: learner.accountId,
    channel,
    actionKey,
    requestHash: 'the same form',
  });

const stateOf = async (id: string): Promise<string> =>
  (await test.database.one<{ state: string }>(sql`SELECT state FROM enrollment WHERE id = ${id}`))!
    .state;

const countersOf = async (id: string) => {
  const row = await test.database.one<{ taken: number; waiting: number }>(
    sql`SELECT taken, waiting FROM night_class WHERE id = ${id}`,
  );
  return [row!.taken, row!.waiting];
};

const placeOf = (c: NightClass, { profileId }: Learner) =>
  test.database.reader.manager.findOneByOrFail(Enrollment, { classId: c.id, profileId });

const releasing = () => test.app.get(Releasing);
const marksIn = ({ id }: NightClass) =>
  test.database.reader.manager.findBy(StandingMark, { classId: id });
const withdraw = (id: string, actorId: string, warned = true) =>
  test.app.get(Withdrawing).withdraw(id, actorId, warned);

it('seats the first, queues the others and answers a second press with the same place', async () => {
  const nightClass = await world.nightClass({ capacity: 1, startsInDays: (day += 1) });
  const [one, two] = (await world.learners(2)) as [Learner, Learner];
  const key = newId();
  const first = await enroll(nightClass, one, key);
  expect(first).toMatchObject({ state: 'enrolled', position: null, repeated: false });
  expect(await enroll(nightClass, one, key)).toEqual({ ...first, repeated: true });
  expect(await enroll(nightClass, one)).toMatchObject({ enrollmentId: first.enrollmentId });
  expect(await enroll(nightClass, two)).toMatchObject({ state: 'waitlisted', position: 1 });
  expect(await countersOf(nightClass.id)).toEqual([1, 1]);
});

it('gives a freed seat to the next at once while more than a day remains', async () => {
  const { nightClass, places } = await fullClass();
  await withdraw(places[0], 'somebody');
  expect(await Promise.all(places.map(stateOf))).toEqual(['withdrawn', 'enrolled', 'waitlisted']);
  expect(await countersOf(nightClass.id)).toEqual([1, 1]);
  await withdraw(places[0], 'somebody');
  expect(await countersOf(nightClass.id)).toEqual([1, 1]);
});

it('offers it inside the last day, moves on when nobody answers, and takes an acceptance', async () => {
  const { nightClass, places } = await fullClass((day += 1));
  const start = nightClass.startsAt;
  const before = test.clock.now();
  test.clock.set(new Date(start.getTime() - 20 * 3_600_000));
  await releasing().cancel(places[0], 'a clerk', '教室漏水，座位少了一个又修好');
  expect(await stateOf(places[1])).toBe('offered');
  test.clock.advance(121);
  await test.app.get(QueueWorker).round();
  expect(await Promise.all(places.map(stateOf))).toEqual(['cancelled', 'lapsed', 'offered']);
  await expect(releasing().accept(places[1], 'too late')).rejects.toThrow('确认时间已过');
  await releasing().accept(places[2], 'the learner');
  expect(await stateOf(places[2])).toBe('enrolled');
  expect(await countersOf(nightClass.id)).toEqual([1, 0]);
  test.clock.set(before);
});

it('frees the desk share a day before, for the queue first', async () => {
  const nightClass = await world.nightClass({
    capacity: 2,
    deskQuota: 1,
    startsInDays: (day += 1),
  });
  const [one, two] = (await world.learners(2)) as [Learner, Learner];
  await enroll(nightClass, one);
  const waits = await enroll(nightClass, two);
  expect(waits.state).toBe('waitlisted');
  const before = test.clock.now();
  test.clock.set(new Date(nightClass.startsAt.getTime() - (DAY_MINUTES - 5) * 60_000));
  await test.app.get(QueueWorker).round();
  expect(await stateOf(waits.enrollmentId)).toBe('offered');
  test.clock.set(before);
});

it('takes a seat back inside the last day with one 信用提醒, and offers it to the next at once', async () => {
  const { nightClass, places } = await fullClass();
  const before = test.clock.now();
  test.clock.set(new Date(nightClass.startsAt.getTime() - 3_600_000));
  expect(await withdraw(places[0], 'somebody', false)).toBe('unwarned');
  expect(await stateOf(places[0])).toBe('enrolled');
  expect(await withdraw(places[0], 'somebody')).toBe('marked');
  expect(await withdraw(places[0], 'somebody')).toBe('left');
  expect(await Promise.all(places.map(stateOf))).toEqual(['withdrawn', 'offered', 'waitlisted']);
  expect(await countersOf(nightClass.id)).toEqual([1, 1]);
  expect(await withdraw(places[1], 'somebody', false)).toBe('left');
  expect(await Promise.all(places.map(stateOf))).toEqual(['withdrawn', 'withdrawn', 'offered']);
  expect(await marksIn(nightClass)).toMatchObject([
    { kind: 'late_withdrawal', enrollmentId: places[0], recordedBy: null, lifted: false },
  ]);
  test.clock.set(before);
});

it('gives no 信用提醒 for leaving earlier, and lets nobody leave a seat once the evening began', async () => {
  const { nightClass, places } = await fullClass();
  const before = test.clock.now();
  const start = nightClass.startsAt.getTime();
  test.clock.set(new Date(start - DAY_MINUTES * 60_000));
  expect(await withdraw(places[0], 'somebody', false)).toBe('left');
  await releasing().accept(places[1], 'the learner');
  test.clock.set(new Date(start));
  await expect(withdraw(places[1], 'somebody')).rejects.toThrow('已经开始');
  expect(await Promise.all(places.map(stateOf))).toEqual(['withdrawn', 'enrolled', 'waitlisted']);
  expect(await marksIn(nightClass)).toEqual([]);
  test.clock.set(before);
});

it('shows the class and 我的夜校 with as many queries for three places as for one', async () => {
  const learner = await world.learner();
  const cookie = `sid=${learner.token}`;
  const read = (path: string) =>
    countStatements(() => test.browser().get(path).set('cookie', cookie).expect(200));
  const made: NightClass[] = [];
  for (let i = 0; i < 3; i++) made.push(await world.nightClass({ startsInDays: (day += 1) }));
  await enroll(made[0]!, learner);
  const one = [await read('/my'), await read(`/classes/${made[1]!.id}`)];
  await enroll(made[1]!, learner);
  await enroll(made[2]!, learner);
  const three = [await read('/my'), await read(`/classes/${made[1]!.id}`)];
  expect(three).toEqual(one);
  expect(Math.max(...three)).toBeLessThanOrEqual(4);
  expect(
    await countStatements(() => test.browser().get(`/classes/${made[0]!.id}`).expect(200)),
  ).toBeLessThanOrEqual(2);
  await test.browser().get('/classes').expect(200);
  expect(await countStatements(() => test.browser().get('/classes').expect(200))).toBe(0);
});

it('gives the seat of a desk person who came by the queue to the queue again, not to the desk', async () => {
  const nightClass = await world.nightClass({
    capacity: 2,
    deskQuota: 1,
    startsInDays: (day += 1),
  });
  const people = await world.learners(4);
  const at = ['online', 'desk', 'desk', 'online'] as const;
  const places = [];
  for (const [i, learner] of people.entries())
    places.push((await enroll(nightClass, learner, null, at[i])).enrollmentId);
  await withdraw(places[0]!, people[0]!.accountId);
  expect(await stateOf(places[2]!)).toBe('enrolled');
  await withdraw(places[2]!, people[2]!.accountId);
  expect(await stateOf(places[3]!)).toBe('enrolled');
  expect(await countersOf(nightClass.id)).toEqual([2, 0]);
});

it('gives a seat of the desk to the queue when somebody waits, not back to the desk', async () => {
  const nightClass = await world.nightClass({
    capacity: 2,
    deskQuota: 1,
    startsInDays: (day += 1),
  });
  const people = await world.learners(4);
  const places = [];
  for (const [i, by] of (['online', 'desk', 'online'] as const).entries())
    places.push((await enroll(nightClass, people[i]!, null, by)).enrollmentId);
  await releasing().cancel(places[1]!, 'a clerk', '本人来电说不来了');
  expect(await stateOf(places[2]!)).toBe('enrolled');
  expect(await enroll(nightClass, people[3]!, null, 'desk')).toMatchObject({ state: 'waitlisted' });
  // while nobody waits it is the desk's again
  await withdraw((await placeOf(nightClass, people[3]!)).id, people[3]!.accountId);
  const other = await world.nightClass({ capacity: 2, deskQuota: 1, startsInDays: (day += 1) });
  const [first, second, third] = people as [Learner, Learner, Learner];
  await enroll(other, first, null, 'online');
  const desk = await enroll(other, second, null, 'desk');
  await releasing().cancel(desk.enrollmentId, 'a clerk', '本人来电说不来了');
  expect(await enroll(other, third, null, 'online')).toMatchObject({ state: 'waitlisted' });
  expect(await enroll(other, second, null, 'desk')).toMatchObject({ state: 'enrolled' });
});

it('turns an offer back into its place in the queue when the class is put off', async () => {
  const { nightClass, places } = await fullClass((day += 1));
  const before = test.clock.now();
  test.clock.set(new Date(nightClass.startsAt.getTime() - 20 * 3_600_000));
  await releasing().cancel(places[0], 'a clerk', '教室漏水，座位少了一个又修好');
  expect(await stateOf(places[1])).toBe('offered');
  const halt = { classId: nightClass.id, siteId: world.siteId, actorId: 'a clerk' };
  await test.app.get(Halting).postpone({ ...halt, reason: '老师生病' });
  expect(await Promise.all(places.map(stateOf))).toEqual(['cancelled', 'waitlisted', 'waitlisted']);
  expect(await countersOf(nightClass.id)).toEqual([0, 2]);
  test.clock.advance(121);
  await test.app.get(QueueWorker).round();
  expect(await stateOf(places[1])).toBe('waitlisted');
  const startDate = dateOf(new Date(nightClass.startsAt.getTime() + 300 * 86_400_000));
  const closesAt = new Date(nightClass.startsAt.getTime() + 299 * 86_400_000);
  await test.app.get(Resuming).resume({ ...halt, startDate, closesAt });
  expect(await Promise.all(places.map(stateOf))).toEqual(['cancelled', 'enrolled', 'waitlisted']);
  test.clock.set(before);
});
