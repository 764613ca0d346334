import { Account } from '../../src/identity/account.entity';
import { Sessions } from '../../src/identity/sessions.service';
import { countStatements, startApp, TestApp } from '../support/app';
import { World } from '../support/world';

let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startApp();
  world = await World.make(test.database, test.clock.now());
});
afterAll(() => test.stop());

it('looks up those who come at once together, each their own', async () => {
  const learners = await world.learners(3);
  const clerk = await world.staff('clerk');
  const sessions = test.app.get(Sessions);
  const tokens = [...learners, clerk, learners[0]!].map((one) => one.token);
  let found: Awaited<ReturnType<Sessions['find']>>[] = [];
  const count = await countStatements(async () => {
    found = await Promise.all([...tokens, 'unknown'].map((token) => sessions.find(token)));
  });
  expect(count).toBe(1);
  const ids = [...learners, clerk, learners[0]!].map((one) => one.accountId);
  expect(found.map((actor) => actor?.accountId)).toEqual([...ids, undefined]);
  expect(found.map((actor) => actor?.grants.length)).toEqual([0, 0, 0, 1, 0, undefined]);
});

it('sees what was ended before it was asked', async () => {
  const [learner] = await world.learners(1);
  const sessions = test.app.get(Sessions);
  const actor = await sessions.find(learner!.token);
  await sessions.end(actor!.sessionKey);
  expect(await sessions.find(learner!.token)).toBeNull();
});

it('lets nobody in whose account was closed', async () => {
  const [learner] = await world.learners(1);
  const sessions = test.app.get(Sessions);
  expect(await sessions.find(learner!.token)).not.toBeNull();
  const id = learner!.accountId;
  await test.database.write((tx) => tx.update(Account, { id }, { disabledAt: test.clock.now() }));
  expect(await sessions.find(learner!.token)).toBeNull();
});
