import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OutboxMessage } from '../../src/shared/outbox/outbox-message.entity';
import { Outbox } from '../../src/shared/outbox/outbox';
import { OutboxWorker } from '../../src/shared/outbox/outbox.worker';
import { startApp, TestApp } from '../support/app';

const MINUTE = 60_000;
let test: TestApp;
let worker: OutboxWorker;

beforeAll(async () => {
  test = await startApp();
  worker = test.app.get(OutboxWorker);
});
afterAll(() => test.stop());

const to = { name: '李秀兰', address: 'xiulan@example.com' };
const model = { subject: '重设市民夜校的密码', name: '李秀兰', minutes: 30 };

/** Enqueues one mail; its link tells it from the others. */
async function enqueue(link: string, secretUntil?: Date): Promise<string> {
  const mail = { template: 'password-reset', to, model: { ...model, url: link }, secretUntil };
  await test.database.write((tx) => test.app.get(Outbox).enqueue(tx, [mail]));
  const rows = await test.database.reader.manager.find(OutboxMessage);
  return rows.find((row) => row.model.includes(link))!.id;
}

const row = (id: string) => test.database.reader.manager.findOneByOrFail(OutboxMessage, { id });
const mails = (): string[] => {
  const folder = join(test.folder, 'mail');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
};

it('forgets a link once it is sent, and remembers that it was', async () => {
  const until = new Date(test.clock.now().getTime() + 30 * MINUTE);
  const id = await enqueue('http://localhost/links/sent', until);
  await worker.round();
  const found = await row(id);
  expect(found.state).toBe('done');
  expect(found.sentAt).toEqual(test.clock.now());
  expect(found.toAddress).toBe(to.address);
  expect(found.model).toBe('{}');
  expect(mails()).toEqual([expect.stringContaining('http://localhost/links/sent')]);
});

it('keeps what is no secret', async () => {
  const id = await enqueue('http://localhost/plain');
  await worker.round();
  expect((await row(id)).model).toContain('http://localhost/plain');
});

it('neither sends nor keeps a link that no longer works', async () => {
  const until = new Date(test.clock.now().getTime() + 30 * MINUTE);
  const id = await enqueue('http://localhost/links/late', until);
  const before = mails().length;
  test.clock.advance(30);
  await worker.round();
  expect(await row(id)).toMatchObject({ state: 'dead', model: '{}' });
  expect(mails()).toHaveLength(before);
});

it('looks at a failing mail again when its link ends', async () => {
  const until = new Date(test.clock.now().getTime() + 2 * MINUTE);
  const id = await enqueue('http://localhost/links/failing', until);
  await test.database.write((tx) => tx.update(OutboxMessage, { id }, { template: 'none' }));
  await worker.round();
  test.clock.advance(1);
  await worker.round();
  expect(await row(id)).toMatchObject({ state: 'waiting', tries: 2, dueAt: until });
  test.clock.advance(1);
  await worker.round();
  expect(await row(id)).toMatchObject({ state: 'dead', model: '{}' });
});
