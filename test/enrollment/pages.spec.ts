import { Withdrawing } from '../../src/enrollment/withdrawing.service';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { countStatements, csrfOf, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';

const NOW = instantOf('2026-11-24', '19:00');

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
});
afterAll(() => test.stop());

const as = (one: Learner, path: string) =>
  test.browser().get(path).set('Cookie', `sid=${one.token}`);

async function press(one: Learner, classId: string, accept = 'text/html') {
  const _csrf = csrfOf((await as(one, `/classes/${classId}`)).text);
  return test
    .browser()
    .post(`/classes/${classId}/enrollments`)
    .set('Cookie', `sid=${one.token}`)
    .set('Accept', accept)
    .type('form')
    .send({ _csrf });
}

describe('the class page', () => {
  it('sends a visitor to sign in and back', async () => {
    const { id } = await world.nightClass({ title: '剪纸入门' });
    const { text } = await test.browser().get(`/classes/${id}`).expect(200);
    expect(text).toContain(`/sign-in?next&#x3D;/classes/${id}`);
    expect(text).toContain('application/ld+json');
  });

  it('tells the reasons before the press, the same ones that the press gives', async () => {
    const startsAt = new Date(NOW.getTime() + 6 * 86_400_000);
    const [one, other] = [
      await world.nightClass({ title: '书法体验', startsAt }),
      await world.nightClass({
        title: '八段锦',
        startsAt: new Date(startsAt.getTime() + 1_800_000),
      }),
    ];
    const learner = await world.learner();
    expect((await press(learner, one.id)).status).toBe(303);
    const said = '这个班和您的“书法体验”时间冲突，请选一个';
    expect((await as(learner, `/classes/${other.id}`)).text).toContain(said);
    const refused = await press(learner, other.id, 'application/json');
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ reasons: [{ code: 'time_clash', message: said }] });
  });

  it('tells programs the evenings and the rules in force', async () => {
    const { id } = await world.nightClass({ deskQuota: 2 });
    const { body } = await test.browser().get(`/classes/${id}.json`).expect(200);
    expect(body).toMatchObject({
      id,
      seatsLeft: 8,
      sessions: [{ position: 1, state: 'scheduled' }],
      rules: { deskQuota: 2, heldForDesk: 2, offerLastsHours: 2 },
    });
  });

  it('asks the database a constant number of questions', async () => {
    const learner = await world.learner();
    const { id } = await world.nightClass();
    const before = await countStatements(() => as(learner, `/classes/${id}`));
    for (let i = 0; i < 3; i++) await press(learner, (await world.nightClass()).id);
    expect(await countStatements(() => as(learner, `/classes/${id}`))).toBe(before);
  });
});

describe('an own place', () => {
  it('can be left on its last day, and says what that means', async () => {
    const { id } = await world.nightClass({ startsInDays: 0.5 });
    const one = await world.learner();
    const { location } = (await press(one, id)).headers;
    const { text } = await as(one, `${location}/withdrawal`).expect(200);
    expect(text).toContain('离第一节课不到 24 小时');
    const leave = (fields: object) =>
      test
        .browser()
        .post(`${location}/withdrawal`)
        .set('Cookie', `sid=${one.token}`)
        .type('form')
        .send({ _csrf: csrfOf(text), ...fields });
    // a page that was opened before the last day did not say so: it is asked again
    const unwarned = await leave({});
    expect(unwarned.status).toBe(422);
    expect(unwarned.text).toContain('这次退课会记一次“临时退课”信用提醒');
    expect((await as(one, location!)).text).toContain('报上了');
    expect((await leave({ late: '1' })).status).toBe(303);
    expect((await as(one, location!)).text).toContain('已退课');
  });

  it('that is offered costs nothing to decline, and says what leaving costs afterwards', async () => {
    const { id } = await world.nightClass({ startsInDays: 0.6, capacity: 1 });
    const [one, other] = [await world.learner(), await world.learner()];
    const seat = (await press(one, id)).headers['location']!;
    const place = (await press(other, id)).headers['location']!;
    expect((await as(other, `${place}/withdrawal`)).text).toContain('退出后位次给后面的人');
    await test.app.get(Withdrawing).withdraw(seat.split('/').at(-1)!, one.accountId, true);
    const { text } = await as(other, place).expect(200);
    expect(text).toContain('让给下一位不记信用提醒');
    expect(text).toContain('离第一节课不到 24 小时，会记一次“临时退课”信用提醒');
    expect(text).not.toContain('24 小时以外都可以');
    expect((await as(other, `${place}/withdrawal`)).text).toContain(
      '名额马上给下一位，不记信用提醒',
    );
  });

  it('exists for nobody else', async () => {
    const { id } = await world.nightClass();
    const answer = await press(await world.learner(), id);
    await as(await world.learner(), answer.headers['location']!).expect(404);
  });
});
