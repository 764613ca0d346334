import { Enrolling } from '../../src/enrollment/enrolling.service';
import { Draw } from '../../src/scheduling/draw.entity';
import type { NightClass } from '../../src/scheduling/night-class.entity';
import { RuleChange } from '../../src/scheduling/rule-change.entity';
import { sql } from '../../src/shared/database/sql';
import { newId } from '../../src/shared/kernel/ids';
import { inputMoment, instantOf } from '../../src/shared/kernel/shanghai';
import { countStatements, csrfOf, seenOf, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';

const NOW = instantOf('2026-11-25', '10:20');
const WHY = '加了一张长桌';

let test: TestApp;
let world: World;
let clerk: Learner;
beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
  clerk = await world.staff('clerk');
});
afterAll(() => test.stop());

const as = (one: Learner, path: string) =>
  test.browser().get(path).set('Cookie', `sid=${one.token}`);

async function adjust(c: NightClass, changes: Record<string, string>) {
  const path = `/schools/${world.schoolId}/desk/classes/${c.id}/edit`;
  const { text } = await as(clerk, path).expect(200);
  const fields = {
    teacherName: c.teacherName,
    capacity: String(c.capacity),
    minimum: String(c.minimum),
    deskQuota: String(c.deskQuota),
    closesAt: inputMoment(c.closesAt),
    explanation: WHY,
  };
  const form = { _csrf: csrfOf(text), ...seenOf(text, path), ...fields, ...changes };
  return test.browser().post(path).set('Cookie', `sid=${clerk.token}`).type('form').send(form);
}

const enroll = (c: NightClass, learner: Learner) =>
  test.app.get(Enrolling).enroll({
    classId: c.id,
    profileId: learner.profileId,
    accountId: learner.accountId,
    actorId: learner.accountId,
    channel: 'online',
    actionKey: null,
    requestHash: '',
  });

/** Subjects of the mails that wait for an address. */
async function mailsTo(address: string): Promise<string[]> {
  const rows = await test.database.query<{ model: string }>(
    sql`SELECT model FROM outbox_message WHERE to_address = ${address}`,
  );
  return rows.map((row) => (JSON.parse(row.model) as { subject: string }).subject).sort();
}

const changesOf = (classId: string) => test.database.reader.manager.findBy(RuleChange, { classId });

it('says that nothing was changed until something is', async () => {
  const { id } = await world.nightClass();
  const { text } = await test.browser().get(`/classes/${id}`).expect(200);
  expect(text).toContain('规则公布以后没有改过');
});

it('asks for a reason and shows it with the date, before and after', async () => {
  const c = await world.nightClass({ capacity: 12, startsInDays: 8 });
  const silent = await adjust(c, { capacity: '16', explanation: '' });
  expect(silent.status).toBe(422);
  expect(silent.text).toContain('请填写改动说明');
  const curt = await adjust(c, { capacity: '16', explanation: '加座' });
  expect(curt.text).toContain('改动说明至少 4 个字');
  expect(await changesOf(c.id)).toEqual([]);

  expect((await adjust(c, { capacity: '16', deskQuota: '3' })).status).toBe(303);
  const { text } = await test.browser().get(`/classes/${c.id}`).expect(200);
  expect(text).toContain('11月25日 10:20</time> 名额 12 → 16、现场名额 0 → 3，原因：加了一张长桌');
  const { body } = await test.browser().get(`/classes/${c.id}.json`).expect(200);
  const steps = [
    { rule: 'capacity', before: 12, after: 16 },
    { rule: 'deskQuota', before: 0, after: 3 },
  ];
  expect(body).toMatchObject({
    rules: { changes: [{ at: '2026-11-25T10:20:00+08:00', steps, explanation: WHY }] },
  });
  expect(await changesOf(c.id)).toMatchObject([{ actorId: clerk.accountId }]);
});

it('writes nothing when nothing changes, or when the change is refused', async () => {
  const c = await world.nightClass({ capacity: 2, minimum: 1, startsInDays: 9 });
  expect((await adjust(c, {})).text).toContain('没有改动，不用保存');
  for (const learner of await world.learners(2)) await enroll(c, learner);
  const less = await adjust(c, { capacity: '1' });
  expect(less.status).toBe(422);
  expect(less.text).toContain('已有 2 人占了名额，名额不能更少');
  expect(await changesOf(c.id)).toEqual([]);
});

it('lets the desk hold free seats only: the next one given back is the queue’s', async () => {
  const c = await world.nightClass({ capacity: 3, minimum: 1, startsInDays: 9.5 });
  for (const learner of await world.learners(3)) await enroll(c, learner);
  const more = await adjust(c, { capacity: '4', deskQuota: '2' });
  expect(more.status).toBe(422);
  expect(more.text).toContain('照这样只空 1 个名额，现场名额最多 1 个');
  expect((await adjust(c, { capacity: '4', deskQuota: '1' })).status).toBe(303);
  const less = await adjust({ ...c, capacity: 4, deskQuota: 1 }, { capacity: '3' });
  expect(less.text).toContain('现场名额最多 0 个');
});

it('keeps the deadline of a draw that was committed to', async () => {
  const opensAt = instantOf('2026-11-20', '09:00');
  const closesAt = instantOf('2026-11-30', '21:00');
  const id = newId();
  const seed = { seed: 'a'.repeat(64), commitment: 'b'.repeat(64), committedAt: NOW };
  const open = { drawnAt: null, list: null, listHash: null };
  await test.database.write((tx) => tx.insert(Draw, { id, opensAt, closesAt, ...seed, ...open }));
  const c = await world.nightClass({
    drawId: id,
    admission: 'draw',
    opensAt,
    closesAt,
    startsInDays: 10,
  });
  const later = await adjust(c, { closesAt: '2026-12-01T21:00' });
  expect(later.status).toBe(422);
  expect(later.text).toContain('摇号的时间已经公布');
  expect((await adjust(c, { capacity: '11' })).status).toBe(303);
});

it('gives new seats to the queue and tells those who are still in it', async () => {
  const c = await world.nightClass({ capacity: 1, minimum: 1, startsInDays: 11 });
  const names = ['seated@example.test', 'next@example.test', 'last@example.test'] as const;
  for (const email of names) await enroll(c, await world.learner({ email }));
  expect((await adjust(c, { capacity: '2' })).status).toBe(303);
  expect(await mailsTo(names[0])).toEqual(['报名成功：书法体验']);
  expect(await mailsTo(names[1])).toEqual([
    '候补有名额了，已为您报上：书法体验',
    '已排候补：书法体验',
  ]);
  expect(await mailsTo(names[2])).toEqual(['已排候补：书法体验', '报名规则有改动：书法体验']);
  const model = await test.database.one<{ model: string }>(
    sql`SELECT model FROM outbox_message WHERE model LIKE ${'%报名规则有改动%'}`,
  );
  expect(model!.model).toContain('名额 1 → 2。原因：加了一张长桌');
});

it('gives the queue what the desk gives up', async () => {
  const c = await world.nightClass({ capacity: 2, minimum: 1, deskQuota: 1, startsInDays: 12 });
  const [one, two] = (await world.learners(2)) as [Learner, Learner];
  await enroll(c, one);
  const waits = await enroll(c, two);
  expect(waits.state).toBe('waitlisted');
  await adjust(c, { deskQuota: '0' });
  const row = await test.database.one<{ state: string }>(
    sql`SELECT state FROM enrollment WHERE id = ${waits.enrollmentId}`,
  );
  expect(row!.state).toBe('enrolled');
});

it('lists them newest first, with as many questions for three changes as for none', async () => {
  const learner = await world.learner();
  const c = await world.nightClass({ capacity: 10, startsInDays: 13 });
  const read = () => countStatements(() => as(learner, `/classes/${c.id}`).expect(200));
  const none = await read();
  for (const capacity of ['11', '12', '13']) {
    await adjust(c, { capacity });
    test.clock.advance(1);
  }
  expect(await read()).toBe(none);
  const { text } = await test.browser().get(`/classes/${c.id}`).expect(200);
  expect(text.match(/原因：加了一张长桌/g)).toHaveLength(3);
  expect(text.indexOf('12 → 13')).toBeLessThan(text.indexOf('11 → 12'));
});
