import { PasswordReset, Session } from '../../src/identity/session.entity';
import { statements } from '../../src/shared/database/database';
import { PurgeWorker } from '../../src/shared/purging/purge.worker';
import {
  ActionKey,
  Heartbeat,
  ParkedForm,
  ThrottleCount,
} from '../../src/shared/web/request-records.entity';
import { startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let test: TestApp;
let world: World;
let worker: PurgeWorker;
let person: Learner;

beforeAll(async () => {
  test = await startApp();
  world = await World.make(test.database, test.clock.now());
  worker = test.app.get(PurgeWorker);
  person = await world.learner();
});
afterAll(() => test.stop());

const ago = (ms: number) => new Date(test.clock.now().getTime() - ms);
const manager = () => test.database.reader.manager;

/** Every statement that one round sends. */
async function told(): Promise<string[]> {
  const heard: string[] = [];
  const listen = (text: unknown) => heard.push(String(text));
  statements.subscribe(listen);
  await worker.round();
  statements.unsubscribe(listen);
  return heard;
}

it('keeps what is still good and takes what is not', async () => {
  const { accountId } = person;
  const answered = { accountId, requestHash: 'h', answer: '/' };
  const parked = { path: '/', body: '{}', accountId: null };
  const counted = { bucket: 'b', count: 1 };
  const reset = { accountId, kind: 'link' as const };
  const session = { accountId, createdAt: ago(0), expiresAt: ago(-HOUR) };
  await test.database.write(async (tx) => {
    await tx.delete(Session, { accountId });
    await tx.insert(ActionKey, [
      { ...answered, key: 'old', at: ago(48 * HOUR) },
      { ...answered, key: 'young', at: ago(48 * HOUR - MINUTE) },
    ]);
    await tx.insert(ParkedForm, [
      { ...parked, tokenHash: 'old', expiresAt: ago(0) },
      { ...parked, tokenHash: 'young', expiresAt: ago(-1) },
    ]);
    await tx.insert(ThrottleCount, [
      { ...counted, window: 1, expiresAt: ago(MINUTE) },
      { ...counted, window: 2, expiresAt: ago(-MINUTE) },
    ]);
    await tx.insert(PasswordReset, [
      { ...reset, tokenHash: 'old', expiresAt: ago(MINUTE) },
      { ...reset, tokenHash: 'used', expiresAt: ago(MINUTE), usedAt: ago(HOUR) },
      { ...reset, tokenHash: 'young', expiresAt: ago(-MINUTE) },
    ]);
    await tx.insert(Session, [
      { ...session, idHash: 'over', seenAt: ago(0), expiresAt: ago(DAY) },
      { ...session, idHash: 'idle staff', staff: true, seenAt: ago(DAY + 30 * MINUTE) },
      { ...session, idHash: 'busy staff', staff: true, seenAt: ago(DAY + 29 * MINUTE) },
      { ...session, idHash: 'idle learner', seenAt: ago(15 * DAY) },
      { ...session, idHash: 'learner', seenAt: ago(14 * DAY) },
    ]);
  });
  await worker.round();
  const left = await Promise.all([
    manager().find(ActionKey),
    manager().find(ParkedForm),
    manager().find(ThrottleCount),
    manager().find(PasswordReset),
    manager().find(Session, { order: { idHash: 'ASC' } }),
  ]);
  const [keys, forms, counts, resets, sessions] = left;
  expect(keys.map((row) => row.key)).toEqual(['young']);
  expect(forms.map((row) => row.tokenHash)).toEqual(['young']);
  expect(counts.map((row) => row.window)).toEqual([2]);
  expect(resets.map((row) => row.tokenHash)).toEqual(['young']);
  expect(sessions.map((row) => row.idHash)).toEqual(['busy staff', 'learner']);
});

it('leaves a session that the product still accepts', async () => {
  const learner = await world.learner();
  await test.database.write((tx) =>
    tx.update(Session, { accountId: learner.accountId }, { seenAt: ago(14 * DAY - MINUTE) }),
  );
  await worker.round();
  await test.browser().get('/my').set('cookie', `sid=${learner.token}`).expect(200);
});

it('takes a great many a few hundred at a time', async () => {
  const many = Array.from({ length: 1_200 }, (_, i) => ({
    bucket: `rush:${i}`,
    window: 1,
    count: 1,
    expires_at: ago(MINUTE),
  }));
  await test.database.write((tx) => test.database.insertRows(tx, 'throttle_count', many));
  const deletes = (await told()).filter((text) => text.startsWith('DELETE'));
  expect(deletes).toHaveLength(3);
  expect(await manager().countBy(ThrottleCount, { window: 1 })).toBe(0);
});

it('writes nothing when nothing has expired', async () => {
  expect((await told()).filter((text) => !text.startsWith('SELECT'))).toEqual([]);
});

it('says that it is alive', async () => {
  await worker.tick();
  const beat = await manager().findOneByOrFail(Heartbeat, { worker: 'purge' });
  expect(beat.at).toEqual(test.clock.now());
});
