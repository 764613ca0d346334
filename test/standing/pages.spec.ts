import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { Session } from '../../src/identity/session.entity';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { OutboxMessage } from '../../src/shared/outbox/outbox-message.entity';
import { StandingMark } from '../../src/standing/standing-mark.entity';
import { countStatements, startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';

const NOW = instantOf('2026-11-24', '18:00');
const DAY = 1_440;

let test: TestApp;
let world: World;
let clerk: Learner;
let principal: Learner;
let centre: Learner;
let learner: Learner;
let learners = 0;

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
  clerk = await world.staff('clerk');
  principal = await world.staff('principal');
  centre = await world.staff('center', world.centerId);
});
afterAll(() => test.stop());

/** Each on evenings of its own. */
beforeEach(async () => {
  learner = await world.learner({ name: '孙桂芳', email: `gf${++learners}@example.com` });
  await later(DAY);
});

const { get, read, post } = visitsOf(() => test);

const desk = () => `/schools/${world.schoolId}/desk`;
const roster = (classId: string) => `${desk()}/classes/${classId}/roster`;
const noShow = (id: string) => `${desk()}/enrollments/${id}/no-show`;

/** The learner's seat in a class of one evening, 19:00 to 20:30 in so many days. */
async function seat(days = 1, title = '书法体验'): Promise<Enrollment> {
  const startsAt = new Date(test.clock.now().getTime() + days * 86_400_000 + 3_600_000);
  const { id: classId } = await world.nightClass({ title, startsAt });
  await post(learner, `/classes/${classId}`, `/classes/${classId}/enrollments`);
  const where = { classId, profileId: learner.profileId };
  return test.database.reader.manager.findOneByOrFail(Enrollment, where);
}

/** Lets time go by for everybody who is signed in. */
async function later(minutes: number): Promise<void> {
  test.clock.advance(minutes);
  const seenAt = test.clock.now();
  const expiresAt = new Date(seenAt.getTime() + 3_600_000);
  await test.database.write((tx) => tx.updateAll(Session, { seenAt, expiresAt }));
}

const markOf = (enrollmentId: string) =>
  test.database.reader.manager.findOneByOrFail(StandingMark, { enrollmentId });

/** A seat whose evening was missed, and noted so by `by`. */
async function missed(by: Learner, days = 1, title?: string): Promise<StandingMark> {
  const place = await seat(days, title);
  await later(days * DAY + 180);
  const answer = await post(by, roster(place.classId), noShow(place.id));
  expect(answer.status).toBe(303);
  return markOf(place.id);
}

const contest = (mark: StandingMark, text: string) =>
  post(learner, `/standing/marks/${mark.id}/appeals/new`, `/standing/marks/${mark.id}/appeals`, {
    text,
  });
const answer = (by: Learner, mark: StandingMark, fields: object) => {
  const at = `${desk()}/appeals/${mark.id}`;
  return post(by, at, `${at}/answers`, fields);
};

const mails = async (): Promise<string[]> => {
  const rows = await test.database.reader.manager.findBy(OutboxMessage, {
    template: 'standing',
    toAddress: `gf${learners}@example.com`,
  });
  return rows.map((row) => (JSON.parse(row.model) as { subject: string }).subject);
};

describe('未到', () => {
  it('is noted on the roster once the evening is over, and told to the learner', async () => {
    const place = await seat();
    const early = await post(clerk, roster(place.classId), noShow(place.id));
    expect(early.status).toBe(422);
    expect(early.text).toContain('下课以后才能记未到');
    expect(await read(clerk, roster(place.classId))).not.toContain('记未到');
    await later(DAY + 180);
    expect(await read(clerk, roster(place.classId))).toContain('记未到');
    await post(clerk, roster(place.classId), noShow(place.id));
    const after = await read(clerk, roster(place.classId));
    expect(after).toContain('孙*芳');
    expect(after).toContain('撤回未到');
    expect(await read(learner, '/my')).toContain('有信用提醒：书法体验');
    expect(await read(learner, '/standing')).toMatch(/\d+月\d+日 周. \d+:\d\d 的课，报了名没有来/);
    expect(await mails()).toEqual(['信用提醒：书法体验没有来上课']);
  });

  it('is taken back on its day, and for nothing later', async () => {
    const mark = await missed(clerk);
    const undo = () => post(clerk, roster(mark.classId), `${noShow(mark.enrollmentId)}/removal`);
    expect((await undo()).status).toBe(303);
    expect(await read(learner, '/my')).not.toContain('有信用提醒');
    await post(clerk, roster(mark.classId), noShow(mark.enrollmentId));
    await later(DAY);
    expect(await read(clerk, roster(mark.classId))).not.toContain('撤回未到');
    const late = await undo();
    expect([late.status, late.text]).toEqual([422, expect.stringContaining('只有当天能撤回')]);
  });

  it('pauses enrolment at the third, until one of them is lifted', async () => {
    const marks = [];
    for (const title of ['剪纸入门', '八段锦', '手机摄影'])
      marks.push(await missed(clerk, 1, title));
    const page = await read(learner, '/standing');
    expect(page).toContain('报名暂停到');
    expect(page).toContain('一期里有 3 次未到');
    const { id } = await world.nightClass({ title: '国学诵读', startsInDays: 20 });
    const press = () => post(learner, '/my', `/classes/${id}/enrollments`);
    expect(await read(learner, `/classes/${id}`)).toContain('暂停');
    expect((await press()).status).toBe(422);
    await contest(marks[1]!, '那天我在住院，女儿打过电话');
    const lifted = await answer(principal, marks[1]!, {
      verdict: 'lift',
      answer: '电话记录查到了',
    });
    expect(lifted.status).toBe(303);
    expect(await read(learner, '/standing')).not.toContain('报名暂停到');
    expect((await press()).status).toBe(303);
  });
});

describe('an appeal', () => {
  it('is written by the learner, once, and nothing typed is lost', async () => {
    const mark = await missed(clerk);
    expect(await read(learner, '/standing')).toContain(`/standing/marks/${mark.id}/appeals/new`);
    const short = await contest(mark, '我来了');
    expect(short.status).toBe(422);
    expect(short.text).toContain('我来了</textarea>');
    expect(short.text).toContain('当时的情况');
    const sent = await contest(mark, '我来了，坐在最后一排，没有签到');
    expect(sent.headers['location']).toBe('/standing');
    expect(await read(learner, '/standing')).toContain('校长或县中心会答复您');
    const list = await read(learner, '/my');
    expect(list).toContain('有信用提醒：书法体验（申诉等答复）。');
    expect(list).toContain('>看看</a>');
    await get(learner, `/standing/marks/${mark.id}/appeals/new`).expect(303);
    const again = await post(learner, '/my', `/standing/marks/${mark.id}/appeals`, {
      text: '再说一遍，我来了，坐在最后一排',
    });
    expect([again.status, again.text]).toEqual([422, expect.stringContaining('已经申诉过了')]);
    const undo = await post(clerk, '/my', `${noShow(mark.enrollmentId)}/removal`);
    expect([undo.status, undo.text]).toEqual([422, expect.stringContaining('本人已经申诉')]);
  });

  it('is seen by the desk, and answered by a principal who did not give the mark', async () => {
    const mark = await missed(clerk);
    await contest(mark, '我来了，坐在最后一排，没有签到');
    const list = await read(clerk, `${desk()}/appeals`);
    expect(list).toMatch(/\d+ 条等答复/);
    expect(list).toContain('孙*芳');
    const shown = await read(clerk, `${desk()}/appeals/${mark.id}`);
    expect(shown).toContain('申诉由校长或县中心答复');
    const fields = { verdict: 'keep', answer: '签到表上没有您的名字' };
    const at = `${desk()}/appeals/${mark.id}/answers`;
    expect((await post(clerk, '/my', at, fields)).status).toBe(403);
    const empty = await answer(principal, mark, { verdict: '', answer: '' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('怎么处理');
    expect((await answer(principal, mark, fields)).status).toBe(303);
    expect(await read(principal, `${desk()}/appeals`)).toContain('已维持');
    const own = await read(learner, '/standing');
    expect(own).toContain('签到表上没有您的名字');
    expect(own).toContain('到 2027年');
    const my = await read(learner, '/my');
    expect(my).toContain('申诉有了答复：书法体验。');
    expect(my).not.toMatch(/有信用提醒|或申诉/);
    const twice = await post(principal, '/my', at, { ...fields, verdict: 'lift' });
    expect([twice.status, twice.text]).toEqual([422, expect.stringContaining('答复过了')]);
    expect(await mails()).toEqual(['信用提醒：书法体验没有来上课', '申诉有了答复：书法体验']);
    expect((await markOf(mark.enrollmentId)).lifted).toBe(false);
    await later(31 * DAY);
    const kept = await read(learner, '/my');
    expect(kept).toContain('有信用提醒：书法体验。');
    expect(kept).not.toMatch(/申诉有了答复|或申诉/);
    await later(-31 * DAY);
    await missed(clerk, 1, '八段锦');
    const both = await read(learner, '/my');
    expect(both).toContain('申诉有了答复：书法体验。有信用提醒：八段锦。');
    expect(both).toContain('看看，或申诉');
  });

  it('lifts the mark when it is upheld, and the roster says so', async () => {
    const mark = await missed(principal);
    await contest(mark, '我来了，坐在最后一排，没有签到');
    expect(await read(principal, `${desk()}/appeals/${mark.id}`)).toContain('这条提醒是您记的');
    const upheld = await answer(centre, mark, { verdict: 'lift', answer: '同桌证明您来了' });
    expect(upheld.status).toBe(303);
    expect(await read(clerk, roster(mark.classId))).toContain('申诉已撤销');
    const my = await read(learner, '/my');
    expect(my).toContain('申诉有了答复：书法体验。');
    expect(my).not.toContain('有信用提醒');
    await later(31 * DAY);
    expect(await read(learner, '/my')).not.toContain('申诉有了答复');
    await later(-31 * DAY);
    expect(await read(learner, '/standing')).toContain('同桌证明您来了');
  });

  it('belongs to its learner and its school alone', async () => {
    const mark = await missed(clerk);
    const stranger = await world.learner();
    await later(0);
    await get(stranger, `/standing/marks/${mark.id}/appeals/new`).expect(404);
    const foreign = await post(stranger, '/my', `/standing/marks/${mark.id}/appeals`, {
      text: '这不是我的提醒，但我想申诉',
    });
    expect(foreign.status).toBe(404);
    // without an appeal there is nothing to answer
    await get(principal, `${desk()}/appeals/${mark.id}`).expect(404);
    expect(await read(stranger, '/standing')).toContain('没有信用提醒');
  });
});

it('asks as many questions for three marks as for one', async () => {
  const count = () => countStatements(() => get(learner, '/standing'));
  await missed(clerk, 1, '剪纸入门');
  const [one, roll] = [await count(), await countStatements(() => get(learner, '/my'))];
  await missed(clerk, 1, '八段锦');
  await missed(clerk, 1, '手机摄影');
  expect(await count()).toBe(one);
  expect(await countStatements(() => get(learner, '/my'))).toBe(roll);
});
