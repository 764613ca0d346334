import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Drawing } from '../../src/draws/drawing.service';
import { DrawWorker } from '../../src/draws/draw.worker';
import { allot } from '../../src/draws/allotment.rules';
import { resultsText } from '../../src/draws/results.rules';
import { Decision } from '../../src/enrollment/decision.entity';
import { Enrolling } from '../../src/enrollment/enrolling.service';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { Withdrawing } from '../../src/enrollment/withdrawing.service';
import { Halting } from '../../src/scheduling/halting.service';
import { Draw } from '../../src/scheduling/draw.entity';
import { Draws } from '../../src/scheduling/draws.service';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { Outbox } from '../../src/shared/outbox/outbox';
import { startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';

const NOW = instantOf('2026-11-24', '19:00');
const HOUR = 3_600_000;
const hours = (n: number) => new Date(NOW.getTime() + n * HOUR);

let test: TestApp;
let world: World;
let windows = 0;
let day = 10;

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
});
afterAll(() => test.stop());
beforeEach(() => test.clock.set(NOW));

const read = () => test.database.reader.manager;

/** Classes of one draw whose window opens in an hour and closes a day later. */
async function drawOf(...classes: Partial<NightClass>[]) {
  const window = { opensAt: hours(1), closesAt: new Date(hours(25).getTime() + windows++ * 1000) };
  const drawId = await test.database.write((tx) => test.app.get(Draws).forWindow(tx, window));
  const made: NightClass[] = [];
  for (const one of classes)
    made.push(
      await world.nightClass({
        admission: 'draw',
        drawId,
        ...window,
        startsInDays: day++,
        ...one,
      }),
    );
  test.clock.set(hours(2));
  return { drawId, classes: made, closesAt: window.closesAt };
}

const enter = (learner: Learner, nightClass: NightClass) =>
  test.app.get(Enrolling).enroll({
    ...{ classId: nightClass.id, profileId: learner.profileId, accountId: learner.accountId },
    ...{ actorId: learner.accountId, channel: 'online', actionKey: null, requestHash: '' },
  });

const rowsOf = (nightClass: NightClass) =>
  read().find(Enrollment, { where: { classId: nightClass.id }, order: { drawRank: 'ASC' } });

it('commits before the window, and to one draw for all classes with the same window', async () => {
  const { drawId, closesAt } = await drawOf({});
  const draw = await read().findOneByOrFail(Draw, { id: drawId });
  expect(draw).toMatchObject({ drawnAt: null, list: null });
  const window = { opensAt: draw.opensAt, closesAt };
  test.clock.set(NOW);
  expect(await test.database.write((tx) => test.app.get(Draws).forWindow(tx, window))).toBe(drawId);
  test.clock.set(draw.opensAt);
  await expect(
    test.database.write((tx) => test.app.get(Draws).forWindow(tx, window)),
  ).rejects.toThrow('开放报名以前');
});

it('takes entries at leisure, draws once at the deadline and seats exactly the seats', async () => {
  const { drawId, classes, closesAt } = await drawOf({ capacity: 3, deskQuota: 1 });
  const nightClass = classes[0]!;
  const learners = await world.learners(8);
  for (const learner of learners) expect((await enter(learner, nightClass)).state).toBe('applied');
  expect(await test.app.get(Drawing).hold(drawId)).toBe(false);
  test.clock.set(closesAt);
  await Promise.all([test.app.get(DrawWorker).round(), test.app.get(Drawing).hold(drawId)]);
  expect(await test.app.get(Drawing).hold(drawId)).toBe(false);
  const rows = await rowsOf(nightClass);
  expect(rows.map((row) => row.drawRank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(rows.map((row) => row.state)).toEqual([
    ...['enrolled', 'enrolled'],
    ...Array<string>(6).fill('waitlisted'),
  ]);
  expect(rows.slice(2).map((row) => row.queueNumber)).toEqual([1, 2, 3, 4, 5, 6]);
  const after = await read().findOneByOrFail(NightClass, { id: nightClass.id });
  expect(after).toMatchObject({ taken: 2, waiting: 6, applied: 0, nextQueueNumber: 7 });
  const kinds = await read().findBy(Decision, { classId: nightClass.id });
  expect(kinds.filter((one) => one.kind === 'entered')).toHaveLength(8);
  expect(kinds.filter((one) => one.kind === 'drawn')).toHaveLength(2);
});

it('can be recomputed by the script from what is published alone', async () => {
  const { drawId, classes, closesAt } = await drawOf(
    { capacity: 2, priorities: 'near:seats:1' },
    { capacity: 2, priorities: 'senior:weight:2;newcomer:weight:3' },
  );
  for (const learner of await world.learners(7)) {
    await enter(learner, classes[0]!);
    await enter(learner, classes[1]!);
  }
  test.clock.set(closesAt);
  expect(await test.app.get(Drawing).hold(drawId)).toBe(true);
  const draw = await read().findOneByOrFail(Draw, { id: drawId });
  const folder = mkdtempSync(join(tmpdir(), 'night-school-draw-'));
  writeFileSync(join(folder, 'list'), draw.list!);
  const script = spawnSync('python3', ['public/draws/verify.py', join(folder, 'list'), draw.seed], {
    encoding: 'utf8',
  });
  expect(script.stderr).toContain(draw.commitment);
  expect(script.stderr).toContain(draw.listHash);
  expect(script.stdout).toBe(resultsText(allot(draw.list!, draw.seed)));
  const seated = script.stdout.split('\n').filter((line) => line.endsWith(',1'));
  const rows = [...(await rowsOf(classes[0]!)), ...(await rowsOf(classes[1]!))];
  expect(
    rows
      .filter((row) => row.state === 'enrolled')
      .map((row) => `${row.entryCode},${row.classId},${row.drawRank},1`)
      .sort(),
  ).toEqual(seated.sort());
});

it('gives one class at most, the dearest it can, and a place in the queue of the dearer ones', async () => {
  const { drawId, classes, closesAt } = await drawOf({ capacity: 1 }, { capacity: 5 });
  const learners = await world.learners(3);
  for (const learner of learners) {
    await enter(learner, classes[0]!);
    await enter(learner, classes[1]!);
  }
  test.clock.set(closesAt);
  await test.app.get(Drawing).hold(drawId);
  const [first, second] = [await rowsOf(classes[0]!), await rowsOf(classes[1]!)];
  expect(first.map((row) => row.state)).toEqual(['enrolled', 'waitlisted', 'waitlisted']);
  expect(second.map((row) => row.state).sort()).toEqual(['enrolled', 'enrolled', 'not_drawn']);
  expect(second.find((row) => row.state === 'not_drawn')!.profileId).toBe(first[0]!.profileId);
});

it('leaves out, with the reason, who may not be seated when the draw is held', async () => {
  const { drawId, classes, closesAt } = await drawOf({ capacity: 5 });
  const learner = await world.learner({ email: 'li@example.com' });
  await enter(learner, classes[0]!);
  const startsAt = new Date(classes[0]!.startsAt.getTime() + HOUR / 2);
  const clashing = await world.nightClass({ startsAt });
  await enter(learner, clashing);
  test.clock.set(closesAt);
  await test.app.get(Drawing).hold(drawId);
  expect((await rowsOf(classes[0]!))[0]).toMatchObject({ state: 'not_drawn', drawRank: null });
  const why = await read().findOneByOrFail(Decision, {
    classId: classes[0]!.id,
    kind: 'not_drawn',
  });
  expect(why.words).toContain('时间冲突');
});

it('lets one leave before the draw, and lets the queue move after it', async () => {
  const { drawId, classes, closesAt } = await drawOf({ capacity: 1 });
  const learners = await world.learners(3);
  const places = [];
  for (const learner of learners) places.push(await enter(learner, classes[0]!));
  await test.app.get(Withdrawing).withdraw(places[0]!.enrollmentId, learners[0]!.accountId, true);
  test.clock.set(closesAt);
  await test.app.get(Drawing).hold(drawId);
  const drawn = (await rowsOf(classes[0]!)).filter((row) => row.drawRank !== null);
  expect(drawn.map((row) => row.state)).toEqual(['enrolled', 'waitlisted']);
  await test.app.get(Withdrawing).withdraw(drawn[0]!.id, drawn[0]!.accountId, true);
  expect((await rowsOf(classes[0]!)).map((row) => row.state)).toContain('enrolled');
});

it('gives no seat of a class that was put off, and lets nobody lose another for it', async () => {
  const { drawId, classes, closesAt } = await drawOf({ capacity: 2 }, { capacity: 1 });
  const [off, held] = [classes[0]!, classes[1]!];
  const learners = await world.learners(3);
  for (const learner of learners) for (const c of [off, held]) await enter(learner, c);
  const by = { actorId: learners[0]!.accountId, siteId: world.siteId, reason: '老师生病' };
  await test.app.get(Halting).postpone({ classId: off.id, ...by });
  test.clock.set(closesAt);
  await test.app.get(Drawing).hold(drawId);
  expect((await rowsOf(held)).filter((row) => row.state === 'enrolled')).toHaveLength(1);
  const queue = await rowsOf(off);
  expect(queue.map((row) => row.state)).toEqual(queue.map(() => 'waitlisted'));
  expect(queue.map((row) => row.queueNumber).sort()).toEqual(
    queue.map((row) => row.drawRank).sort(),
  );
});

it('is held whole or not at all: after a failure half-way the next attempt gives the same', async () => {
  const { drawId, classes, closesAt } = await drawOf({ capacity: 2 });
  for (const learner of await world.learners(6, { email: 'li@example.com' }))
    await enter(learner, classes[0]!);
  test.clock.set(closesAt);
  const broken = jest
    .spyOn(test.app.get(Outbox), 'enqueue')
    .mockRejectedValueOnce(new Error('dies'));
  await expect(test.app.get(Drawing).hold(drawId)).rejects.toThrow('dies');
  broken.mockRestore();
  expect(await read().findOneByOrFail(Draw, { id: drawId })).toMatchObject({ drawnAt: null });
  expect(new Set((await rowsOf(classes[0]!)).map((row) => row.state))).toEqual(
    new Set(['applied']),
  );
  const { seed } = await read().findOneByOrFail(Draw, { id: drawId });
  expect(await test.app.get(Drawing).hold(drawId)).toBe(true);
  const draw = await read().findOneByOrFail(Draw, { id: drawId });
  expect(draw.seed).toBe(seed);
  const { seatOf } = allot(draw.list!, seed);
  const seated = (await rowsOf(classes[0]!)).filter((row) => row.state === 'enrolled');
  expect(seated.map((row) => row.entryCode).sort()).toEqual([...seatOf.keys()].sort());
});
