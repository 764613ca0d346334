import { readdirSync, readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { AuditEntry } from '../../src/shared/audit/audit-entry.entity';
import { statements } from '../../src/shared/database/database';
import { newId } from '../../src/shared/kernel/ids';
import { mailNames } from '../../src/shared/mail/mail-names';
import { Heartbeats } from '../../src/shared/outbox/heartbeats';
import { OutboxMessage } from '../../src/shared/outbox/outbox-message.entity';
import { OutboxWorker } from '../../src/shared/outbox/outbox.worker';
import { PurgeWorker } from '../../src/shared/purging/purge.worker';
import { LAST_BACKUP } from '../../src/shared/web/installation';
import { Heartbeat, Setting } from '../../src/shared/web/request-records.entity';
import { csrfOf, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';

const PAGE = '/center/operations';
const MINUTE = 60_000;

let test: TestApp;
let world: World;
let centre: Learner;
let auditor: Learner;
let clerk: Learner;

beforeAll(async () => {
  // long enough ago that workers should have a pulse; the database has a clock of its own
  test = await startApp({ now: new Date(Date.now() - 10 * MINUTE) });
  world = await World.make(test.database, test.clock.now());
  centre = await world.staff('center', world.centerId);
  auditor = await world.staff('auditor', world.centerId);
  clerk = await world.staff('clerk');
  test.clock.set(new Date());
});
afterAll(() => test.stop());

const manager = () => test.database.reader.manager;
const ago = (minutes: number) => new Date(test.clock.now().getTime() - minutes * MINUTE);
const read = async (who: Learner, path = PAGE): Promise<string> =>
  (await test.browser().get(path).set('cookie', `sid=${who.token}`).expect(200)).text;

/** The words of a page, without its marks. */
const words = (html: string): string =>
  html
    .slice(html.indexOf('<main'), html.indexOf('</main>'))
    .replaceAll(/<span class="vh">.*?<\/span>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

/** Every worker was alive this many minutes ago. */
async function everyPulse(minutes: number): Promise<void> {
  const rows = test.app.get(Heartbeats).expected.map(([worker]) => ({ worker, at: ago(minutes) }));
  await test.database.write((tx) => tx.upsert(Heartbeat, rows, ['worker']));
}

async function mail(more: Partial<OutboxMessage>): Promise<string> {
  const id = newId();
  const row = { id, template: 'enrollment', toName: '李秀兰', toAddress: 'xiulan@example.com' };
  const when = { createdAt: ago(60), dueAt: ago(0) };
  const model = JSON.stringify({ subject: '报上了' });
  await test.database.write((tx) => tx.insert(OutboxMessage, { ...row, ...when, model, ...more }));
  return id;
}

const forget = () => test.database.write((tx) => tx.deleteAll(OutboxMessage));

async function press(who: Learner, path: string) {
  const _csrf = csrfOf(await read(who));
  return test
    .browser()
    .post(path)
    .set('cookie', `sid=${who.token}`)
    .type('form')
    .send({ _csrf, actionKey: newId() });
}

describe('the page', () => {
  beforeEach(async () => {
    await forget();
    // what the test's clock is ahead by would be an alarm of its own
    test.clock.set(new Date());
    await everyPulse(1);
  });

  it('says in plain words that all is well', async () => {
    const text = words(await read(centre));
    for (const [, task] of test.app.get(Heartbeats).expected)
      expect(text).toContain(`${task} 正常 1 分钟前`);
    expect(text).toContain('待发邮件 没有 正常');
    expect(text).toContain('未送达 没有');
    expect(text).toContain('上次备份 暂无 请尽早备份');
    expect(text).toContain('数据库时钟 与程序相差不到 1 秒 正常');
    expect(text).toMatch(/版本 \d+\.\d+\.\d+/);
    expect(text).toContain('没有送不到的邮件');
    expect(text).not.toContain('系统需要您看一下');
  });

  it('names the database and the room that is left', async () => {
    const text = words(await read(centre));
    const { bavail, bsize } = statfsSync(test.folder);
    const left = Number(/磁盘剩余 ([\d.]+) GB/.exec(text)![1]);
    expect(Math.abs(left - (bavail * bsize) / 1024 ** 3)).toBeLessThan(2);
    const kind = test.database.postgres ? 'PostgreSQL' : 'SQLite';
    expect(text).toMatch(new RegExp(`数据库 ${kind} \\d[\\d.]*.*?，\\d+ MB`));
  });

  it('asks as much of the database for a full list as for an empty one, and is kept nowhere', async () => {
    const asked = async (): Promise<number> => {
      let count = 0;
      const listen = () => count++;
      statements.subscribe(listen);
      const answer = await test.browser().get(PAGE).set('cookie', `sid=${centre.token}`);
      statements.unsubscribe(listen);
      expect(answer.headers['cache-control']).toContain('no-store');
      return count;
    };
    await mail({});
    await mail({ state: 'dead' });
    await asked();
    const few = await asked();
    for (let i = 0; i < 30; i++) await mail({ state: i % 2 ? 'dead' : 'waiting' });
    expect(await asked()).toBe(few);
    expect(few).toBeGreaterThan(5);
  });

  it('tells how old the last backup is', async () => {
    const note = (value: Date) =>
      test.database.write((tx) =>
        tx.upsert(Setting, { name: LAST_BACKUP, value: value.toISOString() }, ['name']),
      );
    await note(ago(125));
    expect(words(await read(centre))).toMatch(/上次备份 .*，2 小时前 正常/);
    await note(ago(27 * 60));
    expect(words(await read(centre))).toMatch(/上次备份 .*，27 小时前 超过 26 小时/);
    await test.database.write((tx) => tx.delete(Setting, { name: LAST_BACKUP }));
  });

  it('says which clock is wrong', async () => {
    test.clock.advance(-12);
    expect(words(await read(centre))).toMatch(/数据库时钟 比程序快 1[12] 分钟 请校准/);
  });

  it('is for the centre, and an auditor may only look', async () => {
    await mail({ state: 'dead' });
    expect(await read(auditor)).toContain('x***@example.com');
    expect(await read(auditor)).not.toContain('重新发送<');
    await test.browser().get(PAGE).set('cookie', `sid=${clerk.token}`).expect(403);
    const below = await world.staff('center');
    await test.browser().get(PAGE).set('cookie', `sid=${below.token}`).expect(404);
  });
});

describe('mail that was given up', () => {
  beforeEach(forget);

  it('is listed with what happened, without the address', async () => {
    const lastError = 'connect ECONNREFUSED 10.0.0.25:25';
    await mail({ state: 'dead', lastError });
    await mail({ state: 'dead', template: 'password-reset', model: '{}' });
    const html = await read(centre);
    const text = words(html);
    expect(text).toContain('未送达 2 封');
    expect(text).toContain(`报名与候补通知 连不上邮件服务器 ${lastError}`);
    expect(text).toContain('重设密码 链接已经过期，请本人重新申请');
    expect(html).not.toContain('xiulan');
    expect(html.match(/>重新发送</g)).toHaveLength(1);
  });

  it('is sent again when asked, and that is on the record', async () => {
    const words = { subject: '重设密码', name: '李秀兰', minutes: 30, url: 'http://localhost/x' };
    const whole = { template: 'password-reset', model: JSON.stringify(words) };
    const id = await mail({ state: 'dead', tries: 11, lastError: '550', ...whole });
    const answer = await press(centre, `${PAGE}/mails/${id}/retries`);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe(PAGE);
    const waiting = await manager().findOneByOrFail(OutboxMessage, { id });
    expect(waiting).toMatchObject({ state: 'waiting', tries: 0 });
    await test.app.get(OutboxWorker).round();
    expect(await manager().findOneByOrFail(OutboxMessage, { id })).toMatchObject({ state: 'done' });
    const line = await manager().findOneByOrFail(AuditEntry, { subjectId: id });
    expect(line).toMatchObject({ action: 'mail.retry', actorId: centre.accountId });
    expect((await press(centre, `${PAGE}/mails/${id}/retries`)).status).toBe(404);
  });

  it('is sent again all at once, but for links that have ended', async () => {
    await mail({ state: 'dead' });
    await mail({ state: 'dead' });
    const spent = await mail({ state: 'dead', template: 'password-reset', model: '{}' });
    await mail({ state: 'done', sentAt: ago(1) });
    expect((await press(centre, `${PAGE}/mails/retries`)).status).toBe(303);
    expect(await manager().countBy(OutboxMessage, { state: 'waiting' })).toBe(2);
    expect(await manager().findBy(OutboxMessage, { state: 'dead' })).toMatchObject([{ id: spent }]);
    const none = await press(centre, `${PAGE}/mails/retries`);
    expect(none.status).toBe(409);
    expect(none.text).toContain('没有可以重发的邮件');
    expect((await press(centre, `${PAGE}/mails/${spent}/retries`)).status).toBe(409);
  });

  it('leaves the list by itself a week after nothing of it can be sent', async () => {
    await mail({ state: 'dead', model: '{}', dueAt: ago(7 * 24 * 60) });
    const young = await mail({ state: 'dead', model: '{}', dueAt: ago(6 * 24 * 60) });
    const whole = await mail({ state: 'dead', dueAt: ago(30 * 24 * 60) });
    await test.app.get(PurgeWorker).round();
    const left = (await manager().find(OutboxMessage)).map((row) => row.id);
    expect(left.sort()).toEqual([young, whole].sort());
  });
});

describe('the warning', () => {
  const desk = () => `/schools/${world.schoolId}/desk`;

  beforeEach(async () => {
    await forget();
    test.clock.set(new Date());
    await everyPulse(1);
  });

  it('is on the centre’s first pages when a worker stands still', async () => {
    const still = { worker: 'outbox', at: ago(6) };
    await test.database.write((tx) => tx.upsert(Heartbeat, still, ['worker']));
    for (const path of ['/center', desk()]) {
      const html = await read(centre, path);
      expect(words(html)).toContain('“发送邮件”已停 6 分钟');
      expect(html).toContain(`href="${PAGE}"`);
    }
    expect(words(await read(centre))).toContain('发送邮件 已停 6 分钟');
  });

  it('is there when mail is stuck', async () => {
    await mail({ dueAt: ago(16), createdAt: ago(16) });
    expect(words(await read(centre, '/center'))).toContain('1 封邮件等着发出，最久的已等 16 分钟');
  });

  it('comes when every try fails, and not for one bad address', async () => {
    const later = new Date(test.clock.now().getTime() + 30 * MINUTE);
    await mail({ dueAt: later, createdAt: ago(20), tries: 3 });
    expect(words(await read(centre, '/center'))).toContain('最久的已等 20 分钟');
    await mail({ state: 'done', sentAt: ago(2), dueAt: ago(-3), createdAt: ago(2) });
    expect(words(await read(centre, '/center'))).not.toContain('系统需要您看一下');
  });

  it('is nobody else’s worry, and gone when all is well', async () => {
    expect(words(await read(centre, '/center'))).not.toContain('系统需要您看一下');
    await everyPulse(30);
    expect(words(await read(clerk, desk()))).not.toContain('系统需要您看一下');
    expect(words(await read(auditor, '/center'))).toContain('系统需要您看一下');
  });
});

it('has a name for every kind of mail', () => {
  const templates = readdirSync(join(__dirname, '../../views/mail'))
    .filter((file) => !file.endsWith('.text.hbs'))
    .map((file) => file.replace('.hbs', ''));
  expect(Object.keys(mailNames).sort()).toEqual(templates.sort());
});

it('expects every worker that has a timer', async () => {
  const src = join(__dirname, '../../src');
  const timed = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => readFileSync(join(src, file), 'utf8').includes('@Interval('));
  expect(test.app.get(Heartbeats).expected).toHaveLength(timed.length);
  await expect(test.app.get(Heartbeats).beat('stranger')).rejects.toThrow('nobody expects');
});
