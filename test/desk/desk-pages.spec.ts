import { csvFile } from '../../src/desk/roster-file';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { Account } from '../../src/identity/account.entity';
import { AuditEntry } from '../../src/shared/audit/audit-entry.entity';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { csrfOf, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';

const NOW = instantOf('2026-11-24', '19:00');

let test: TestApp;
let world: World;
let clerk: Learner;
let classId: string;
let desk: string;

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
  clerk = await world.staff('clerk');
  const made = await world.nightClass({ title: '书法体验', capacity: 2, deskQuota: 1 });
  classId = made.id;
  desk = `/schools/${world.schoolId}/desk`;
});
afterAll(() => test.stop());

const as = (one: Learner, path: string) =>
  test.browser().get(path).set('Cookie', `sid=${one.token}`);

async function send(from: string, action: string, fields: object, one = clerk) {
  const _csrf = csrfOf((await as(one, from)).text);
  const post = test.browser().post(action).set('Cookie', `sid=${one.token}`).type('form');
  return post.send({ _csrf, ...fields });
}

const person = (more: object = {}) => ({
  name: '欧阳兰',
  phone: '190 0000 7788',
  ageBand: 'a60_plus',
  consent: '1',
  ...more,
});

const enroll = (fields: object) =>
  send(
    `${desk}/classes/${classId}/enrollments/new`,
    `${desk}/classes/${classId}/enrollments`,
    fields,
  );

const places = () => test.database.reader.manager.findBy(Enrollment, { classId });

describe('enrolling at the desk', () => {
  it('makes an account without a password and seats the person through the desk share', async () => {
    const done = await enroll(person());
    expect(done.status).toBe(303);
    expect(done.headers['location']).toBe(`${desk}/classes/${classId}/enrollments/new`);
    const account = await test.database.reader.manager.findOneByOrFail(Account, {
      phone: '19000007788',
    });
    expect(account.passwordHash).toBeNull();
    expect(await places()).toMatchObject([{ state: 'enrolled', channel: 'desk' }]);
    const [place] = await places();
    const lines = (subjectId: string) =>
      test.database.reader.manager.findBy(AuditEntry, { subjectId });
    for (const [subjectId, action] of [
      [account.id, 'account.register'],
      [place!.id, 'enrollment.enroll'],
    ] as const) {
      const [line] = await lines(subjectId);
      expect(line).toMatchObject({ action, actorId: clerk.accountId });
      expect(JSON.parse(line!.detail!)).toMatchObject({ channel: 'desk' });
    }
  });

  it('enrols nobody twice, and a relative with the same phone as another person', async () => {
    expect((await enroll(person())).status).toBe(303);
    expect(await places()).toHaveLength(1);
    expect((await enroll(person({ name: '李建国' }))).status).toBe(303);
    expect(new Set((await places()).map((one) => one.accountId)).size).toBe(1);
    expect(await places()).toHaveLength(2);
    const made = await test.database.reader.manager.findBy(AuditEntry, {
      action: 'profile.create',
    });
    expect(made).toMatchObject([{ actorId: clerk.accountId, siteId: world.siteId }]);
  });

  it('asks for consent and keeps what was typed', async () => {
    const answer = await enroll(person({ consent: undefined, phone: '1900000' }));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('手机号少了 4 位，应为 11 位');
    expect(answer.text).toContain('本人同意后再勾选');
    expect(answer.text).toContain('value="欧阳兰"');
  });
});

describe('the roster', () => {
  const roster = () => `${desk}/classes/${classId}/roster`;
  const actions = () =>
    test.database.reader.manager.find(AuditEntry).then((rows) => rows.map((row) => row.action));

  it('shows masked names and phones, and the number in full only with a recorded reason', async () => {
    const { text } = await as(clerk, roster()).expect(200);
    expect(text).toContain('欧*兰');
    expect(text).toContain('190****7788');
    expect(text).not.toContain('19000007788');
    const [place] = await places();
    const contact = `${desk}/enrollments/${place!.id}/contact`;
    expect((await send(contact, contact, { reason: '' })).status).toBe(422);
    const shown = await send(contact, contact, { reason: '通知本人改了教室' });
    expect(shown.text).toContain('19000007788');
    expect(await actions()).toContain('contact.show');
  });

  it('gives a file that Excel reads as Chinese text, and writes that down', async () => {
    const { text, headers } = await as(clerk, `${roster()}.csv`).expect(200);
    expect(headers['content-type']).toContain('text/csv');
    expect(text.startsWith('\uFEFF"序号"')).toBe(true);
    expect(text).toContain('"欧阳兰","19000007788"');
    expect(await actions()).toContain('roster.export');
  });

  it('prints a sheet to sign, with empty lines', async () => {
    const { text } = await as(clerk, `${desk}/classes/${classId}/sheet`).expect(200);
    expect(text).toContain('欧阳兰');
    expect(text).toContain('7788');
    expect(text).toContain('打印于 11月24日 周二 19:00');
  });

  it('lets an auditor look but not take the file, and nobody else see it', async () => {
    const auditor = await world.staff('auditor');
    await as(auditor, roster()).expect(200);
    await as(auditor, `${roster()}.csv`).expect(403);
    await as(await world.learner(), roster()).expect(403);
  });

  it('takes a place only with a reason, which the learner reads', async () => {
    const [place] = await places();
    const path = `${desk}/enrollments/${place!.id}/cancellation`;
    expect((await send(path, path, { reason: '短' })).status).toBe(422);
    expect((await send(path, path, { reason: '本人来电说搬家了' })).status).toBe(303);
    expect(await places()).toContainEqual(
      expect.objectContaining({ state: 'cancelled', reason: '本人来电说搬家了' }),
    );
  });
});

describe('the file of a roster', () => {
  it('never holds a formula', () => {
    expect(csvFile([['=1+1', '@x', 'a"b']])).toBe('\uFEFF"\'=1+1","\'@x","a""b"\r\n');
  });
});
