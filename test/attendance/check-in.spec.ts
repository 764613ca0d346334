import { Attendance } from '../../src/attendance/attendance.entity';
import { checkInCode, checkInSeed } from '../../src/attendance/check-in-code';
import { WrongCode } from '../../src/attendance/wrong-code.entity';
import { Session } from '../../src/identity/session.entity';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { newId } from '../../src/shared/kernel/ids';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';

const SECRET = 'a secret of at least thirty-two bytes for tests';
const startsAt = instantOf('2026-11-25', '19:00');

let test: TestApp;
let world: World;
let clerk: Learner;
let learner: Learner;
let session: ClassSession;
let place: string;
let desk: string;

beforeEach(async () => {
  test = await startApp({ now: instantOf('2026-11-25', '17:50') });
  world = await World.make(test.database, test.clock.now());
  clerk = await world.staff('clerk');
  learner = await world.learner({ name: '欧阳兰' });
  const { id: classId } = await world.nightClass({ title: '书法体验', startsAt });
  session = await test.database.reader.manager.findOneByOrFail(ClassSession, { classId });
  place = await enrol(learner, classId);
  desk = `/schools/${world.schoolId}/desk/sessions/${session.id}`;
});
afterEach(() => test.stop());

const { get, read, post, enrol } = visitsOf(() => test);
const marks = () => test.database.reader.manager.findBy(Attendance, { enrollmentId: place });
const page = () => `/sessions/${session.id}/check-in`;
const codeNow = () => checkInCode(checkInSeed(SECRET, session.id), test.clock.now());
const wrong = () => String((Number(codeNow()) + 500_001) % 1_000_000).padStart(6, '0');
const send = (code: string, one = learner, { profileId } = one) =>
  post(one, page(), `${page()}s`, { code, profileId });

/** Until a time of that evening, with everybody still signed in. */
async function wait(time: string): Promise<void> {
  const seenAt = instantOf('2026-11-25', time);
  test.clock.set(seenAt);
  await test.database.write((tx) => tx.update(Session, { staff: true }, { seenAt }));
}

it('is shown at the door as digits and as a link, new every minute, and only to those who may tick', async () => {
  expect(await read(clerk, `${desk}/code`)).toContain('18:30 开始签到');
  await wait('18:59');
  const { text, headers } = await get(clerk, `${desk}/code`).expect(200);
  expect(text).toContain(`aria-label="签到码 ${[...codeNow()].join(' ')}"`);
  expect(text).toContain('aria-label="签到二维码"');
  expect(headers['refresh']).toBe('61');
  expect(await read(clerk, `${desk}/door`)).toContain(`href="${desk}/code"`);
  const auditor = await world.staff('auditor');
  await wait('18:59');
  await get(auditor, `${desk}/code`).expect(403);
  await get(learner, `${desk}/code`).expect(403);
  await get(clerk, `${desk.replace(session.id, newId())}/code`).expect(404);
});

it('lets a learner in once, on the way through sign-in too, and tells both sides', async () => {
  await wait('18:52');
  const scanned = `${page()}?code=${codeNow()}`;
  const stranger = await test.browser().get(scanned).expect(303);
  expect(stranger.headers['location']).toContain(encodeURIComponent(scanned));
  expect(await read(learner, scanned)).toContain(`value="${codeNow()}"`);
  expect(await marks()).toEqual([]);
  const done = await send(codeNow());
  expect(done.headers['location']).toBe(`/enrollments/${place}/attendance`);
  expect(await read(learner, `/enrollments/${place}/attendance`)).toContain('已到 18:52');
  expect(await read(clerk, `${desk}/door`)).toContain('自己签到');
  test.clock.advance(3);
  expect(await read(learner, page())).toContain('已到 18:52');
  expect(await marks()).toMatchObject([{ state: 'present', source: 'self', actorId: null }]);
});

it('keeps one row of many presses at once', async () => {
  await wait('19:10');
  const code = codeNow();
  const answers = await Promise.all(Array.from({ length: 10 }, () => send(code)));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(303));
  expect(await marks()).toHaveLength(1);
});

it.each([
  ['18:29', '18:30 开始签到，到时再来'],
  ['19:16', '自助签到已经结束，请找门口的工作人员登记'],
])('takes no code at %s', async (time, said) => {
  await wait(time);
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(await read(learner, '/my'))![1];
  const { profileId } = learner;
  const sent = test.browser().post(`${page()}s`).set('Cookie', `sid=${learner.token}`);
  const answer = await sent.type('form').send({ _csrf, code: codeNow(), profileId });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(said);
  expect(await marks()).toEqual([]);
});

it('refuses codes that do not fit, shows a burst of them at the door, and stops the guessing', async () => {
  await wait('19:01');
  for (let i = 0; i < 10; i++) expect((await send(wrong())).status).toBe(422);
  expect((await send(codeNow())).status).toBe(429);
  expect(await test.database.reader.manager.find(WrongCode)).toMatchObject([{ tries: 10 }]);
  expect(await read(clerk, `${desk}/door`)).toContain('有 1 个账号试了 10 次不对的签到码');
  test.clock.advance(14);
  expect((await send(codeNow())).status).toBe(303);
  expect(await marks()).toHaveLength(1);
});

it('takes a code photographed in the last minute, and none that is older', async () => {
  await wait('19:00');
  const code = codeNow();
  test.clock.advance(2);
  expect((await send(code)).text).toContain('签到码不对，或已经换了');
  test.clock.advance(-1);
  expect((await send(code)).status).toBe(303);
});

it('stands on paper for one evening, as good as the code of the minute and only in its time', async () => {
  const paper = await read(clerk, `${desk}/printed-code`);
  const code = /aria-label="签到码 ([\d ]+)"/.exec(paper)![1]!.replaceAll(' ', '');
  expect(code).not.toBe(codeNow());
  await wait('19:15');
  expect(await read(clerk, `${desk}/printed-code`)).toContain(
    `aria-label="签到码 ${[...code].join(' ')}"`,
  );
  expect(await read(clerk, `${desk}/code`)).toContain(`href="${desk}/printed-code"`);
  await get(learner, `${desk}/printed-code`).expect(403);
  const { id: classId } = await world.nightClass({ title: '太极拳', startsAt });
  const another = await test.database.reader.manager.findOneByOrFail(ClassSession, { classId });
  expect(await read(clerk, `${desk.replace(session.id, another.id)}/printed-code`)).not.toContain(
    code,
  );
  expect((await send(code)).status).toBe(303);
  expect(await marks()).toMatchObject([{ state: 'present', source: 'self' }]);
  await test.database.write((tx) =>
    tx.update(ClassSession, { id: session.id }, { state: 'cancelled', reason: '停电' }),
  );
  await get(clerk, `${desk}/printed-code`).expect(404);
});

it('leads staff who scan a learner’s own code to that person on the roll', async () => {
  const own = await read(learner, `/enrollments/${place}/attendance`);
  expect(own).toContain('aria-label="我的签到码"');
  const arrival = `/schools/${world.schoolId}/desk/enrollments/${place}/arrival`;
  const { headers } = await get(clerk, arrival).expect(303);
  const [door, anchor] = headers['location']!.split('#');
  expect(door).toBe(`${desk}/door`);
  expect(await read(clerk, door!)).toContain(`id="${anchor}"`);
  await get(learner, arrival).expect(403);
  await get(clerk, arrival.replace(place, newId())).expect(404);
  await wait('23:30');
  await get(clerk, arrival).expect(303);
  test.clock.advance(60);
  await test.database.write((tx) =>
    tx.update(Session, { staff: true }, { seenAt: test.clock.now() }),
  );
  await get(clerk, arrival).expect(404);
});

it('lets nobody in for another person, and shows whoever has no seat the way to the class', async () => {
  await wait('19:01');
  const other = await world.learner();
  const text = await read(other, page());
  expect(text).toContain('您的账号在这个班没有座位');
  expect(text).toContain(`href="/classes/${session.classId}"`);
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(await read(other, '/my'))![1];
  const { profileId } = learner;
  const sent = test.browser().post(`${page()}s`).set('Cookie', `sid=${other.token}`);
  expect((await sent.type('form').send({ _csrf, code: codeNow(), profileId })).status).toBe(422);
  await get(other, `/enrollments/${place}/attendance`).expect(404);
  await get(other, `/sessions/${newId()}/check-in`).expect(404);
  expect(await marks()).toEqual([]);
});

it('shows each lesson’s mark to the learner afterwards, absence only where others were noted', async () => {
  const own = `/enrollments/${place}/attendance`;
  const other = await enrol(await world.learner(), session.classId);
  const tick = (enrollmentId: string) =>
    post(clerk, `${desk}/door`, `${desk}/ticks`, { enrollmentId, state: 'late' });
  expect(await read(learner, own)).toContain('还没上');
  expect(await read(learner, `/enrollments/${place}`)).toContain(`href="${own}"`);
  await wait('19:01');
  expect(await read(learner, own)).toContain(`href="${page()}"`);
  await wait('20:31');
  expect(await read(learner, own)).toContain('没有记录');
  expect(await read(clerk, `${desk}/door`)).not.toContain('缺课');
  await tick(other);
  expect(await read(learner, own)).toContain('缺课');
  await tick(place);
  expect(await read(learner, own)).toContain('上过 1 节，到了 1 节');
});
