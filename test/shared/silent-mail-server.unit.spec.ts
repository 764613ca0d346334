import { AddressInfo, createServer, Server, Socket } from 'node:net';
import { OutboxMessage } from '../../src/shared/outbox/outbox-message.entity';
import { MOST_MS } from '../../src/shared/mail/mailer';
import { Outbox } from '../../src/shared/outbox/outbox';
import { OutboxWorker } from '../../src/shared/outbox/outbox.worker';
import { startApp } from '../support/app';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const sockets = new Set<Socket>();
let server: Server;

beforeAll(async () => {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((closed) => server.close(closed));
});

const to = { name: '李秀兰', address: 'xiulan@example.com' };
const model = {
  subject: '重设市民夜校的密码',
  name: '李秀兰',
  minutes: 30,
  url: 'http://localhost',
};

/** One round of the outbox with one mail. */
async function roundAt(query: string) {
  const { port } = server.address() as AddressInfo;
  const test = await startApp({ env: { SMTP_URL: `smtp://127.0.0.1:${port}${query}` } });
  await test.database.write((tx) =>
    test.app.get(Outbox).enqueue(tx, [{ template: 'password-reset', to, model }]),
  );
  const began = Date.now();
  await test.app.get(OutboxWorker).round();
  const took = Date.now() - began;
  const [row] = await test.database.reader.manager.find(OutboxMessage);
  const due = row!.dueAt.getTime() - test.clock.now().getTime();
  await test.stop();
  return { took, due, row: row! };
}

it('ends its round when the mail server accepts and never speaks, and keeps the mail', async () => {
  const { took, due, row } = await roundAt('');
  expect(row).toMatchObject({ state: 'waiting', tries: 1, sentAt: null });
  expect(row.lastError).toContain('Greeting');
  expect(due).toBe(MINUTE);
  expect(took).toBeLessThan(9_000);
});

it('ends it too when the operator allows a silence for longer than a batch has', async () => {
  const long = 600_000;
  const waits = ['connectionTimeout', 'greetingTimeout', 'socketTimeout'];
  const { took, row } = await roundAt(`?${waits.map((name) => `${name}=${long}`).join('&')}`);
  expect(row).toMatchObject({ state: 'waiting', tries: 1 });
  expect(took).toBeGreaterThan(MOST_MS - 500);
  expect(took).toBeLessThan(MOST_MS + 5_000);
});
