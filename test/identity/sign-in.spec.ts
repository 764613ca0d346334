import { Session } from '../../src/identity/session.entity';
import { ParkedForm } from '../../src/shared/web/request-records.entity';
import { hash } from '@node-rs/argon2';
import { Account } from '../../src/identity/account.entity';
import { csrfOf, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';
import { send, show } from './support';

const GOOD = 'deng-liang';
let test: TestApp;
let world: World;
let passwordHash: string;

beforeAll(async () => {
  test = await startApp();
  world = await World.make(test.database, test.clock.now());
  passwordHash = await hash(GOOD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
});
afterAll(() => test.stop());

async function withPassword(one: Learner): Promise<Learner> {
  const { accountId: id } = one;
  await test.database.write((tx) => tx.update(Account, { id }, { passwordHash }));
  return one;
}
const signIn = (phone: string, password: string, next = '/my') =>
  send(test, null, '/sign-in', '/sign-in', { phone, password, next });

it('goes where the person was going, on this site only', async () => {
  const { phone } = await withPassword(await world.learner());
  expect((await signIn(phone, GOOD, '/classes?q=shufa')).headers.location).toBe('/classes?q=shufa');
  expect((await signIn(phone, GOOD, 'https://evil.example/')).headers.location).toBe('/my');
  expect((await signIn(phone, GOOD, '//evil.example')).headers.location).toBe('/my');
});

it('says the same about an unknown phone and a wrong password', async () => {
  const { phone } = await withPassword(await world.learner());
  for (const answer of [await signIn(phone, 'wrong'), await signIn('13999999999', GOOD)]) {
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('手机号或密码不对');
  }
});

it('sends staff with a short password to change it first', async () => {
  const { phone } = await withPassword(await world.staff('clerk'));
  expect((await signIn(phone, GOOD)).headers.location).toBe('/profiles/password');
});

it('stops after ten wrong passwords, for this account alone and for a while', async () => {
  const { phone } = await withPassword(await world.learner());
  const other = await withPassword(await world.learner());
  for (let i = 0; i < 10; i++) expect((await signIn(phone, 'wrong')).status).toBe(422);
  const stopped = await signIn(phone, GOOD);
  expect(stopped.status).toBe(429);
  expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
  expect((await signIn(other.phone, GOOD)).status).toBe(303);
  test.clock.advance(15);
  expect((await signIn(phone, GOOD)).status).toBe(303);
});

it('ends a staff session after half an hour of rest, a learner session after two weeks', async () => {
  const [clerk, learner] = [await world.staff('clerk'), await world.learner()];
  test.clock.advance(31);
  await show(test, clerk, '/profiles').expect(303);
  await show(test, learner, '/profiles').expect(200);
  test.clock.advance(14 * 24 * 60 + 1);
  await show(test, learner, '/profiles').expect(303);
});

it('keeps what was typed when the session ended in the middle of a form', async () => {
  const learner = await withPassword(await world.learner());
  const agent = test.browser();
  const fields = { phone: learner.phone, password: GOOD };
  const enter = async (next: string) => {
    const { text } = await agent.get(`/sign-in?next=${encodeURIComponent(next)}`).expect(200);
    return agent
      .post('/sign-in')
      .type('form')
      .send({ ...fields, next, _csrf: csrfOf(text) });
  };
  await enter('/profiles');
  const form = await agent.get('/profiles/new/family').expect(200);
  test.clock.advance(31 * 24 * 60);
  const typed = { name: '王建国', ageBand: 'a60_plus', siteId: world.siteId, consent: '1' };
  const late = { ...typed, _csrf: csrfOf(form.text) };
  const sent = await agent.post('/profiles/new/family').type('form').send(late).expect(303);
  expect(sent.headers.location).toBe('/sign-in?next=%2Fresumption');
  expect((await enter('/resumption')).headers.location).toBe('/resumption');
  const { text } = await agent.get('/resumption').expect(200);
  expect(text).toContain('您填写的内容还在');
  expect(text).toContain('action="/profiles/new/family"');
  const hidden = Object.fromEntries(
    [
      ...text
        .slice(text.indexOf('<main'))
        .matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g),
    ].map((m) => [m[1], m[2]]),
  );
  await agent.post('/profiles/new/family').type('form').send(hidden).expect(303);
  expect((await agent.get('/profiles')).text).toContain('王建国');
});

describe('a form that comes after its session', () => {
  const kept = () => test.database.reader.manager.count(ParkedForm);
  const late = (cookie: string[]) =>
    test
      .browser()
      .post('/profiles/new/family')
      .set('Cookie', cookie)
      .type('form')
      .send({ name: '吴阿婆' });

  it('is handed back to nobody else in the same browser', async () => {
    const [learner, other] = [await world.learner(), await world.learner()];
    test.clock.advance(31 * 24 * 60);
    const answer = await late([`sid=${learner.token}`]).expect(303);
    const [parked] = answer
      .get('Set-Cookie')!
      .find((one) => one.startsWith('parked='))!
      .split(';');
    await test.database.write((tx) =>
      tx.update(
        Session,
        { accountId: other.accountId },
        { expiresAt: new Date(2100, 0), seenAt: test.clock.now() },
      ),
    );
    const open = await test
      .browser()
      .get('/resumption')
      .set('Cookie', [`sid=${other.token}`, parked!]);
    expect(open.status).toBe(303);
    expect(open.text).not.toContain('吴阿婆');
  });

  it('is not kept for who never had a session', async () => {
    const before = await kept();
    await late([]).expect(303);
    await late(['sid=invented']).expect(303);
    expect(await kept()).toBe(before);
  });
});
