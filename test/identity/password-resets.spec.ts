import { Account } from '../../src/identity/account.entity';
import { Profile } from '../../src/identity/profile.entity';
import { PasswordReset } from '../../src/identity/session.entity';
import { AuditEntry } from '../../src/shared/audit/audit-entry.entity';
import { newId } from '../../src/shared/kernel/ids';
import { OutboxMessage } from '../../src/shared/outbox/outbox-message.entity';
import { Site } from '../../src/sites/site.entity';
import { csrfOf, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';
import { send, show } from './support';

const NEW = 'deng-liang-le-2026';
let test: TestApp;
let world: World;
let clerk: Learner;

beforeAll(async () => {
  test = await startApp();
  world = await World.make(test.database, test.clock.now());
  clerk = await world.staff('clerk');
});
afterAll(() => test.stop());

const desk = () => `/schools/${world.schoolId}/desk/resets`;
const askDesk = (who: Learner, phone: string) =>
  send(test, who, desk(), desk(), { phone, checked: '1' });
const withCode = (phone: string, code: string, newPassword = NEW) =>
  send(test, null, '/password-resets/code', '/password-resets/code', { phone, code, newPassword });
const signIn = (phone: string, password: string) =>
  send(test, null, '/sign-in', '/sign-in', { phone, password, next: '/my' });
const codeOf = (html: string) => /<h1>验证码 <span class="num">(\d{3} \d{3})</.exec(html)![1]!;
/** The page after the press, as the clerk's browser asks for it. */
async function codePage(who: Learner, pressed: { headers: Record<string, unknown> }) {
  const [cookie] = (pressed.headers['set-cookie'] as string[]).filter((one) =>
    one.startsWith('given-code='),
  );
  const cookies = `sid=${who.token}; ${cookie!.split(';')[0]}`;
  return test.browser().get(desk()).set('cookie', cookies).expect(200);
}
const giveCode = async (who: Learner, phone: string) =>
  codeOf((await codePage(who, await askDesk(who, phone))).text);
const askMail = (phone: string) =>
  send(test, null, '/password-resets', '/password-resets', { phone });
const mails = () => test.database.reader.manager.find(OutboxMessage, { order: { id: 'ASC' } });

describe('a code from the desk', () => {
  it('sets a new password once, ends every session and is on the record', async () => {
    const learner = await world.learner();
    await show(test, learner, '/profiles').expect(200);
    const pressed = await askDesk(clerk, learner.phone);
    expect(pressed.status).toBe(303);
    expect(pressed.headers.location).toBe(desk());
    const given = await codePage(clerk, pressed);
    expect(given.headers['cache-control']).toBe('no-store');
    expect(given.text).not.toContain(learner.phone);
    const code = codeOf(given.text);
    expect((await withCode(learner.phone, code)).headers.location).toBe('/sign-in');
    await show(test, learner, '/profiles').expect(303);
    expect((await signIn(learner.phone, NEW)).headers.location).toBe('/my');
    const again = await withCode(learner.phone, code, 'another-long-one-1');
    expect(again.text).toContain('验证码不对');
    const lines = await test.database.reader.manager.findBy(AuditEntry, {
      subjectId: learner.accountId,
    });
    expect(lines.map((line) => line.action).sort()).toEqual([
      'account.password',
      'account.reset_code',
    ]);
  });

  it('is shown once, to the clerk who pressed, and a reload makes no other', async () => {
    const learner = await world.learner();
    const pressed = await askDesk(clerk, learner.phone);
    const given = await codePage(clerk, pressed);
    expect(String(given.headers['set-cookie'])).toMatch(/given-code=;.*(Max-Age=0|1970)/);
    const again = await show(test, clerk, desk()).expect(200);
    expect(again.text).not.toContain('<h1>验证码');
    const other = await codePage(await world.staff('clerk'), pressed);
    expect(other.text).not.toContain('<h1>验证码');
    const lines = await test.database.reader.manager.findBy(AuditEntry, {
      subjectId: learner.accountId,
    });
    expect(lines).toHaveLength(1);
    expect((await withCode(learner.phone, codeOf(given.text))).status).toBe(303);
  });

  it('dies after five tries, also for the right digits', async () => {
    const learner = await world.learner();
    const code = await giveCode(clerk, learner.phone);
    const wrong = code.startsWith('0') ? '111111' : '000000';
    for (let i = 0; i < 5; i++) expect((await withCode(learner.phone, wrong)).status).toBe(422);
    expect((await withCode(learner.phone, code)).status).toBe(422);
    const fresh = await giveCode(clerk, learner.phone);
    expect((await withCode(learner.phone, fresh)).status).toBe(303);
  });

  it('lasts ten minutes', async () => {
    const learner = await world.learner();
    const code = await giveCode(clerk, learner.phone);
    test.clock.advance(10);
    expect((await withCode(learner.phone, code)).status).toBe(422);
    test.clock.advance(-10);
  });

  it('says the same about an unknown phone as about a wrong code', async () => {
    const learner = await world.learner();
    await askDesk(clerk, learner.phone);
    const main = ({ text }: { text: string }) =>
      /role="alert"[\s\S]*?<\/div><\/div>/.exec(text)![0];
    const unknown = await withCode('13999999999', '000000');
    expect(main(unknown)).toBe(main(await withCode(learner.phone, '000000')));
  });

  it('is not given for staff of the same rank or above, nor for another station', async () => {
    const principal = await world.staff('principal');
    const other = newId();
    const path = `/${world.centerId}/${other}/`;
    const site = { id: other, parentId: world.centerId, level: 'station' as const, path };
    await test.database.write((tx) => tx.insert(Site, { ...site, name: '桥北社区' }));
    const theirs = await world.staff('clerk', other);
    const neighbour = await world.learner();
    const { profileId: id } = neighbour;
    await test.database.write((tx) => tx.update(Profile, { id }, { siteId: other }));
    const refused = [principal.phone, theirs.phone, clerk.phone, neighbour.phone, '13999999998'];
    for (const phone of refused) {
      const answer = await askDesk(clerk, phone);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('本站没有用这个手机号的学员');
    }
    expect((await askDesk(principal, clerk.phone)).status).toBe(303);
    await show(test, theirs, desk()).expect(404);
    await show(test, await world.staff('auditor'), desk()).expect(403);
  });

  it('is given by a hub station to the villages it covers, but not to their staff', async () => {
    const village = newId();
    const path = `/${world.centerId}/${village}/`;
    const site = { id: village, parentId: world.centerId, level: 'station' as const, path };
    await test.database.write((tx) => tx.insert(Site, { ...site, name: '渡口村' }));
    const villager = await world.learner();
    const { profileId: id } = villager;
    await test.database.write((tx) => tx.update(Profile, { id }, { siteId: village }));
    const staff = await world.staff('clerk', village);
    expect((await askDesk(clerk, villager.phone)).status).toBe(422);
    await test.database.write(async (tx) => {
      await tx.update(Site, { id: world.siteId }, { isHub: true });
      await tx.update(Site, { id: village }, { hubId: world.siteId });
    });
    const code = await giveCode(clerk, villager.phone);
    expect((await withCode(villager.phone, code)).status).toBe(303);
    expect((await askDesk(clerk, staff.phone)).status).toBe(422);
  });

  it('asks staff for twelve characters', async () => {
    const principal = await world.staff('principal');
    const other = await world.staff('clerk');
    const code = await giveCode(principal, other.phone);
    const short = await withCode(other.phone, code, 'deng-liang');
    expect(short.text).toContain('工作人员的密码至少 12 位');
    expect((await withCode(other.phone, code)).status).toBe(303);
  });
});

describe('a mailed link', () => {
  it('is sent to a known address only, and the answers do not differ', async () => {
    const known = await world.learner({ email: 'lan@example.com' });
    const before = (await mails()).length;
    const answers = [await askMail(known.phone), await askMail('13999999997')];
    for (const answer of answers) {
      expect(answer.status).toBe(303);
      expect(answer.headers.location).toBe('/password-resets/sent');
    }
    const sent = (await mails()).slice(before);
    expect(sent.map((mail) => mail.toAddress)).toEqual(['lan@example.com']);
  });

  it('opens once and for half an hour; only its hash is with the reset', async () => {
    const learner = await world.learner({ email: 'mei@example.com' });
    await askMail(learner.phone);
    const { url } = JSON.parse((await mails()).at(-1)!.model) as { url: string };
    const path = new URL(url).pathname;
    const row = await test.database.reader.manager.findOneByOrFail(PasswordReset, {
      accountId: learner.accountId,
    });
    expect(path).not.toContain(row.tokenHash);
    const shown = await test.browser().get(path).expect(200);
    expect(shown.headers['referrer-policy']).toBe('no-referrer');
    await fromSandbox(path);
    expect((await send(test, null, path, path, { newPassword: '88888888' })).status).toBe(422);
    expect((await send(test, null, path, path, { newPassword: NEW })).status).toBe(303);
    expect((await signIn(learner.phone, NEW)).status).toBe(303);
    expect((await test.browser().get(path)).text).toContain('链接不能用了');
    await askMail(learner.phone);
    const later = JSON.parse((await mails()).at(-1)!.model) as { url: string };
    test.clock.advance(30);
    expect((await test.browser().get(new URL(later.url).pathname)).text).toContain('链接不能用了');
    test.clock.advance(-30);
  });
});

/** Browsers name no origin for a form of this page: theirs is told from a stranger's by its site. */
async function fromSandbox(path: string): Promise<void> {
  const browser = test.browser();
  const _csrf = csrfOf((await browser.get(path)).text);
  const from = (headers: Record<string, string>) =>
    browser
      .post(path)
      .set({ origin: 'null', ...headers })
      .type('form')
      .send({ _csrf, newPassword: '' });
  expect((await from({ 'sec-fetch-site': 'same-origin' })).status).toBe(422);
  expect((await from({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await from({})).status).toBe(403);
}

it('hashes again at sign-in what was hashed with weaker parameters', async () => {
  const learner = await world.learner();
  const { hash } = await import('@node-rs/argon2');
  const weak = await hash(NEW, { memoryCost: 8_192, timeCost: 2, parallelism: 1 });
  const { accountId: id } = learner;
  await test.database.write((tx) => tx.update(Account, { id }, { passwordHash: weak }));
  expect((await signIn(learner.phone, NEW)).status).toBe(303);
  const now = await test.database.reader.manager.findOneByOrFail(Account, { id });
  expect(now.passwordHash).toContain('m=19456,t=2,p=1');
});
