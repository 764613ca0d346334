import { Account } from '../../src/identity/account.entity';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { csrfOf, startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';

const NOW = instantOf('2026-11-24', '19:00');

let test: TestApp;
let world: World;
const { read, enrol } = visitsOf(() => test);

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
});
afterAll(() => test.stop());

/** The address on one's own page. */
async function feedOf(one: Learner): Promise<string> {
  const found = /href="(\/my\/calendar\.ics[^"]+)"/.exec(await read(one, '/my/calendar-links'));
  return found![1]!.replaceAll('&#x3D;', '=');
}

describe('links to one’s own calendar', () => {
  it('open one timetable with its token and nothing without it', async () => {
    const learner = await world.learner();
    const { id } = await world.nightClass({ title: '太极拳' });
    await enrol(learner, id);
    const feed = await feedOf(learner);
    const { text } = await test.browser().get(feed).expect(200);
    expect(text).toContain('太极拳');
    await test.browser().get(`${feed}x`).expect(404);
    await test.browser().get('/my/calendar.ics').expect(404);
    const other = await world.learner();
    const signature = feed.split('.').at(-1)!;
    const forged = `/my/calendar.ics?token=${other.accountId}.${signature}`;
    await test.browser().get(forged).expect(404);
    await test.database.write((tx) =>
      tx.update(Account, { id: learner.accountId }, { disabledAt: NOW }),
    );
    await test.browser().get(feed).expect(404);
  });

  it('get a new address for one person, and the old one is closed at once', async () => {
    const [learner, other] = [await world.learner(), await world.learner()];
    const [old, others] = [await feedOf(learner), await feedOf(other)];
    const path = '/my/calendar-links';
    const html = await read(learner, path);
    const key = /name="actionKey" value="([^"]+)"/.exec(html)![1];
    const press = () =>
      test
        .browser()
        .post(path)
        .set('Cookie', `sid=${learner.token}`)
        .type('form')
        .send({ _csrf: csrfOf(html), actionKey: key });
    const done = await press().expect(303);
    const kept = String(done.headers['set-cookie']).split(';')[0]!;
    const { text } = await test
      .browser()
      .get(path)
      .set('Cookie', `sid=${learner.token}; ${kept}`)
      .expect(200);
    expect(text).toContain('换好了。旧链接已经打不开');
    const renewed = await feedOf(learner);
    expect(renewed).not.toBe(old);
    await test.browser().get(old).expect(404);
    await test.browser().get(renewed).expect(200);
    await test.browser().get(others).expect(200);
    await press().expect(303);
    expect(await feedOf(learner)).toBe(renewed);
  });
});
