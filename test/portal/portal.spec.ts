import { ClassSession } from '../../src/scheduling/class-session.entity';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { countStatements, csrfOf, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';

const NOW = instantOf('2026-11-24', '18:00');

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
  await world.nightClass({
    title: '反诈第一课',
    startsAt: instantOf('2026-11-24', '19:00'),
  });
});
afterAll(() => test.stop());

const as = (one: Learner, path: string) =>
  test.browser().get(path).set('Cookie', `sid=${one.token}`);

describe('home', () => {
  it('lights the rooms of tonight, and is short for those who asked for large text', async () => {
    const { text } = await test.browser().get('/').expect(200);
    expect(text).toContain('1 间教室');
    expect(text).toContain('反诈第一课');
    const elder = await test.browser().get('/').set('Cookie', 'mode=elder').expect(200);
    expect(elder.text).toContain('打电话找人帮忙');
  });
});

describe('my night school', () => {
  it('shows the next evening and the places, with few questions however many there are', async () => {
    const learner = await world.learner();
    const empty = await as(learner, '/my').expect(200);
    expect(empty.text).toContain('还没报过班');
    const before = await countStatements(() => as(learner, '/my'));
    const { id } = await world.nightClass({ title: '八段锦' });
    const _csrf = csrfOf((await as(learner, `/classes/${id}`)).text);
    await test
      .browser()
      .post(`/classes/${id}/enrollments`)
      .set('Cookie', `sid=${learner.token}`)
      .type('form')
      .send({ _csrf })
      .expect(303);
    const { text } = await as(learner, '/my').expect(200);
    expect(text).toContain('八段锦，第 1 节');
    expect(text).toContain('/my/calendar-links');
    expect(await countStatements(() => as(learner, '/my'))).toBe(before);
    expect(before).toBeLessThanOrEqual(4);
  });
});

it('strikes through when an evening was to be held at first', async () => {
  const learner = await world.learner();
  const startsAt = instantOf('2026-11-26', '19:00');
  const one = await world.nightClass({ title: '挪过的班', startsAt });
  const _csrf = csrfOf((await as(learner, `/classes/${one.id}`)).text);
  const press = test.browser().post(`/classes/${one.id}/enrollments`);
  await press.set('Cookie', `sid=${learner.token}`).type('form').send({ _csrf }).expect(303);
  const announced = async (firstStartsAt: Date) => {
    const change = { firstStartsAt };
    await test.database.write((tx) => tx.update(ClassSession, { classId: one.id }, change));
    return (await as(learner, '/my').expect(200)).text;
  };
  const text = await announced(instantOf('2026-11-25', '18:30'));
  expect(text).toContain('<s>11月25日 周三 18:30</s> 19:00–20:30');
  expect(text).toContain('第 1 节改了：<s>11月25日 周三 18:30</s> 11月26日 周四 19:00');
  // moved away and back: nothing is other than it was announced
  expect(await announced(startsAt)).not.toContain('<s>');
});

it('leads to the own account from 我的夜校 and from the words on privacy', async () => {
  const learner = await world.learner();
  for (const path of ['/my', '/help/privacy']) {
    const { text } = await as(learner, path).expect(200);
    expect(text).toContain('href="/profiles"');
  }
});

describe('the desk of tonight', () => {
  it('leads staff to their school and names what they may do', async () => {
    const clerk = await world.staff('clerk');
    const to = await as(clerk, '/desk').expect(303);
    expect(to.headers['location']).toBe(`/schools/${world.schoolId}/desk`);
    const { text } = await as(clerk, to.headers['location']!).expect(200);
    expect(text).toContain('反诈第一课');
    expect(text).toContain('代报名');
    const auditor = await world.staff('auditor');
    const seen = await as(auditor, to.headers['location']!).expect(200);
    expect(seen.text).not.toContain('代报名');
    await as(await world.learner(), to.headers['location']!).expect(403);
  });
});
