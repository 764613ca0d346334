import { Account } from '../../src/identity/account.entity';
import { Consent } from '../../src/identity/consent.entity';
import { MOST_PROFILES } from '../../src/identity/household.rules';
import { Profile } from '../../src/identity/profile.entity';
import { startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';
import { send, show } from './support';

let test: TestApp;
let world: World;
let learner: Learner;

beforeAll(async () => {
  test = await startApp();
  world = await World.make(test.database, test.clock.now());
});
beforeEach(async () => {
  learner = await world.learner();
});
afterAll(() => test.stop());

const family = '/profiles/new/family';
const child = '/profiles/new/child';
const add = (path: string, fields: object) =>
  send(test, learner, path, path, { siteId: world.siteId, consent: '1', ...fields });
const profiles = () =>
  test.database.reader.manager.findBy(Profile, { accountId: learner.accountId });

it('registers a relative by name and a child by nickname, each with a consent', async () => {
  expect((await add(family, { name: '𠮷田·建国', ageBand: 'a60_plus' })).status).toBe(303);
  expect((await add(child, { name: '小C', ageBand: 'under14' })).status).toBe(303);
  const { text } = await show(test, learner, '/profiles').expect(200);
  expect(text).toContain('𠮷田·建国');
  expect(text).toContain('小C');
  expect(text).toContain('14 岁以下');
  for (const { id, kind } of await profiles()) {
    const given = await test.database.reader.manager.countBy(Consent, { profileId: id });
    expect([kind, given]).toEqual([kind, 1]);
  }
});

it('wants the consent, a real community and an age that fits', async () => {
  const wrong = [
    { name: '王建国', ageBand: 'a60_plus', consent: '' },
    { name: '王建国', ageBand: 'under14' },
    { name: '王建国', ageBand: 'a60_plus', siteId: world.centerId },
    { name: 'Wang', ageBand: 'a60_plus' },
    { name: '王建国', ageBand: 'a60_plus', accountId: 'another' },
  ];
  for (const fields of wrong) expect((await add(family, fields)).status).toBe(422);
  expect(await profiles()).toHaveLength(1);
  await show(test, learner, '/profiles/new/self').expect(404);
});

it('stops at a household', async () => {
  const fields = { name: '王建国', ageBand: 'a60_plus' };
  for (let i = 1; i < MOST_PROFILES; i++) expect((await add(family, fields)).status).toBe(303);
  expect((await add(family, fields)).text).toContain('最多登记');
  expect(await profiles()).toHaveLength(MOST_PROFILES);
});

it('corrects what is wrong, and does not know the profile of another account', async () => {
  const path = `/profiles/${learner.profileId}`;
  const fields = { name: '李秀英', ageBand: 'a36_59', siteId: world.siteId };
  expect((await send(test, learner, `${path}/edit`, path, fields)).status).toBe(303);
  expect((await profiles())[0]).toMatchObject({ name: '李秀英', ageBand: 'a36_59' });
  const other = await world.learner();
  await show(test, other, `${path}/edit`).expect(404);
  expect((await send(test, other, '/profiles', path, fields)).status).toBe(404);
  const consent = await send(test, other, '/profiles', `${path}/photo-consent`, { on: '1' });
  expect(consent.status).toBe(404);
});

it('takes the consent to photographs back as easily as it was given', async () => {
  const path = `/profiles/${learner.profileId}/photo-consent`;
  const press = (on: string) => send(test, learner, '/profiles', path, { on });
  const photos = () =>
    test.database.reader.manager.findBy(Consent, { profileId: learner.profileId, kind: 'photo' });
  for (const on of ['1', '1']) expect((await press(on)).status).toBe(303);
  expect(await photos()).toHaveLength(1);
  await press('0');
  expect((await photos())[0]!.withdrawnAt).not.toBeNull();
});

it('changes the password with the present one and ends the other sessions', async () => {
  const { hash } = await import('@node-rs/argon2');
  const { accountId: id, phone } = learner;
  const passwordHash = await hash('deng-liang');
  await test.database.write((tx) => tx.update(Account, { id }, { passwordHash }));
  const there = test.browser();
  const form = await there.get('/sign-in');
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(form.text)![1];
  const fields = { _csrf, phone, password: 'deng-liang', next: '/profiles' };
  await there.post('/sign-in').type('form').send(fields).expect(303);
  const path = '/profiles/password';
  const change = (password: string) =>
    send(test, learner, path, path, { password, newPassword: 'yue-liang-2026' });
  expect((await change('not this')).text).toContain('现在的密码不对');
  await there.get('/profiles').expect(200);
  expect((await change('deng-liang')).headers.location).toBe('/profiles');
  await there.get('/profiles').expect(303);
});

it('signs the other devices out and stays itself', async () => {
  const { Session } = await import('../../src/identity/session.entity');
  const { sha256 } = await import('../../src/shared/kernel/ids');
  const now = test.clock.now();
  const { accountId } = learner;
  const expiresAt = new Date(now.getTime() + 86_400_000);
  const row = { idHash: sha256('phone'), accountId, createdAt: now, seenAt: now, expiresAt };
  await test.database.write((tx) => tx.insert(Session, row));
  await show(test, { ...learner, token: 'phone' }, '/profiles').expect(200);
  const path = '/profiles/other-sign-outs';
  expect((await send(test, learner, '/profiles', path, {})).status).toBe(303);
  await show(test, { ...learner, token: 'phone' }, '/profiles').expect(303);
  await show(test, learner, '/profiles').expect(200);
});
