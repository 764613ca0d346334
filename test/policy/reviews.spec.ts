import { BriefReview } from '../../src/policy/brief-review.entity';
import { PolicyBrief } from '../../src/policy/policy-brief.entity';
import { PolicyBriefEvents } from '../../src/policy/policy-brief.events';
import type { PolicyBriefState } from '../../src/policy/policy-brief.states';
import { AuditEntry } from '../../src/shared/audit/audit-entry.entity';
import { newId } from '../../src/shared/kernel/ids';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { csrfOf, startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';
import { filled, rename, staffNamed } from './support';

let test: TestApp;
let world: World;
let clerk: Learner;
let principal: Learner;
let second: Learner;
let third: Learner;
const published: string[] = [];

const { read, post } = visitsOf(() => test);

beforeAll(async () => {
  test = await startApp({ now: instantOf('2026-11-25', '10:00') });
  world = await World.make(test.database, test.clock.now());
  clerk = await staffNamed(world, '宋小满', 'clerk');
  principal = await staffNamed(world, '沈望舒', 'principal');
  second = await staffNamed(world, '陆明川', 'center', world.centerId);
  third = await staffNamed(world, '罗清源', 'center', world.centerId);
  const events = test.app.get(PolicyBriefEvents);
  events.on('published', (_, ids) => Promise.resolve(void published.push(...ids)));
});
afterAll(() => test.stop());

/** A brief of the clerk that waits for its first review. */
async function handedIn(): Promise<string> {
  const index = `/schools/${world.schoolId}/desk/briefs`;
  const path = (await post(clerk, `${index}/new`, index, filled())).headers.location!;
  expect((await post(clerk, path, `${path}/submissions`, { version: '1' })).status).toBe(303);
  return path;
}
const idOf = (path: string): string => path.split('/')[2]!;
const stateOf = async (path: string): Promise<PolicyBriefState> =>
  (await test.database.reader.manager.findOneByOrFail(PolicyBrief, { id: idOf(path) })).state;
/** A press on the page as it stands. */
const decide = async (who: Learner, path: string, more: object = {}) =>
  post(who, path, `${path}/reviews`, {
    ...{ verdict: 'approved', note: '', comments: ['', '', ''], revision: '1' },
    ...{ stage: await stateOf(path), ...more },
  });

it('takes three people, and the last one publishes and tells it once', async () => {
  const path = await handedIn();
  const list = `/schools/${world.schoolId}/desk/briefs`;
  expect(await read(clerk, list)).not.toContain('等您审');
  for (const [who, state] of [
    [principal, 'second_review'],
    [second, 'final_review'],
    [third, 'published'],
  ] as const) {
    expect(await read(who, list)).toContain('1 篇等您审');
    expect((await decide(who, path)).status).toBe(303);
    expect(await stateOf(path)).toBe(state);
    expect(await read(who, list)).not.toContain('等您审');
  }
  expect(published).toEqual([idOf(path)]);
  const late = { stage: 'final_review' };
  expect((await decide(third, path, late)).status).toBe(422);
  expect(published).toEqual([idOf(path)]);
  const page = await test
    .browser()
    .get(`/policy/${idOf(path)}`)
    .expect(200);
  expect(page.text).toContain('头晕恶心就到屋外去');
  const audit = { action: 'brief.publish', subjectId: idOf(path), actorId: third.accountId };
  expect(await test.database.reader.manager.countBy(AuditEntry, audit)).toBe(1);
});

it('lets nobody decide about their own, under whatever account', async () => {
  const path = await handedIn();
  const twin = await staffNamed(world, '宋小满', 'principal');
  expect(await read(twin, path)).toContain('同名或同邮箱');
  const own = await decide(twin, path);
  expect(own.status).toBe(422);
  expect(own.text).toContain('系统分不清是不是同一个人');
  expect(await stateOf(path)).toBe('first_review');
  // the same hand with rights at the centre
  const both = await staffNamed(world, '江一苇', 'center', world.centerId);
  const index = '/center/briefs';
  const mine = (await post(both, `${index}/new`, index, filled())).headers.location!;
  await post(both, mine, `${mine}/submissions`, { version: '1' });
  const refused = await decide(both, mine);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('是您写的，要由别人来审');
});

it('lets nobody decide at two stages, under whatever account', async () => {
  const path = await handedIn();
  expect((await decide(second, path)).status).toBe(303);
  const again = await decide(second, path);
  expect(again.text).toContain('是您审过的');
  const twin = await staffNamed(world, '无名氏', 'center', world.centerId);
  await rename(test.database, twin.profileId, '陆 明川');
  expect((await decide(twin, path)).text).toContain('前面的审核人');
  expect(await stateOf(path)).toBe('second_review');
  expect((await decide(principal, path)).status).toBe(303);
});

it('leaves the last stage to the centre of the county', async () => {
  const path = await handedIn();
  await decide(second, path);
  await decide(third, path);
  const refused = await decide(principal, path);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('终审由县中心');
  expect(await stateOf(path)).toBe('final_review');
});

it('sends a brief back with what was said about each paragraph, and starts anew', async () => {
  const path = await handedIn();
  await decide(principal, path);
  const silent = await decide(second, path, { verdict: 'returned' });
  expect(silent.text).toContain('请写明要改什么');
  const said = { verdict: 'returned', comments: ['', '这一段要说清楚烟道', ''] };
  expect((await decide(second, path, said)).status).toBe(303);
  const page = await read(clerk, path);
  expect(page).toContain('这一段要说清楚烟道');
  expect(page).toContain('第 1 次送审，复审退回');

  const text = filled().spokenText.toString().replace('炉子的烟道', '炉子和热水器的烟道');
  const spokenText = `各位邻居晚上好。\n${text}`;
  await post(clerk, `${path}/edit`, path, filled({ spokenText, version: '2' }));
  // what was said stays with its paragraph, the third by now
  const [third] = /<li id="p3">.*?<\/li>/s.exec(await read(clerk, path))!;
  expect(third).toContain('这一段要说清楚烟道');
  await post(clerk, path, `${path}/submissions`, { version: '3' });
  expect(await stateOf(path)).toBe('first_review');
  const compared = await read(principal, `${path}/comparison`);
  expect(compared).toContain('<ins>和热水器</ins>');
  // a page that shows the earlier text decides nothing about the new one
  expect((await decide(principal, path)).text).toContain('看过新稿再审');
  expect((await decide(principal, path, { revision: '2' })).status).toBe(303);
});

it('is refused by the database where a guard above it is missing', async () => {
  const briefId = idOf(await handedIn());
  const put = (accountId: string, stage: 'first_review' | 'second_review') => {
    const about = { id: newId(), briefId, revision: 1, verdict: 'approved' as const };
    const row = { ...about, accountId, stage, at: test.clock.now() };
    return test.database.write((tx) => tx.insert(BriefReview, row));
  };
  await put(principal.accountId, 'first_review');
  await expect(put(second.accountId, 'first_review')).rejects.toThrow(/unique/i);
  await expect(put(principal.accountId, 'second_review')).rejects.toThrow(/unique/i);
});

it('decides nothing at a stage that the reviewer did not see', async () => {
  const path = await handedIn();
  await decide(principal, path);
  const late = await decide(second, path, { stage: 'first_review' });
  expect(late.status).toBe(422);
  expect(late.text).toContain('刚刚有人审过了');
  expect(await stateOf(path)).toBe('second_review');
});

it('lets one of two decide who press at once, and tells the other', async () => {
  const path = await handedIn();
  const press = async (who: Learner, verdict: string) => {
    const agent = test.browser().set('cookie', `sid=${who.token}`);
    const _csrf = csrfOf((await agent.get(path).expect(200)).text);
    const about = { revision: '1', stage: 'first_review' };
    const fields = { _csrf, verdict, note: '请改', comments: '', ...about };
    return () => agent.post(`${path}/reviews`).type('form').send(fields);
  };
  const presses = [await press(principal, 'approved'), await press(second, 'returned')];
  const answers = await Promise.all(presses.map((send) => send()));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
  const briefId = idOf(path);
  expect(await test.database.reader.manager.countBy(BriefReview, { briefId })).toBe(1);
  expect(['second_review', 'draft']).toContain(await stateOf(path));
});
