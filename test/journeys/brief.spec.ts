import type { Browser, BrowserContext, Page } from 'playwright-core';
import { spokenSeconds, spokenUnits } from '../../src/policy/spoken-time.rules';
import { spokenSamples } from '../policy/spoken-samples';
import { staffNamed } from '../policy/support';
import { fillBrief } from '../support/brief-desk';
import { SPOKEN_TEXT } from '../support/briefs';
import { launch } from '../support/chromium';
import { newDatabase, TestDatabase } from '../support/database';
import { Server, startServer } from '../support/rush';
import { Learner, World } from '../support/world';

jest.setTimeout(120_000);

let test: TestDatabase;
let world: World;
let server: Server;
let browser: Browser;
let clerk: Learner;
let reviewers: Learner[];

beforeAll(async () => {
  test = await newDatabase();
  world = await World.make(test.database, new Date());
  server = await startServer(test);
  browser = await launch();
  clerk = await staffNamed(world, '宋小满', 'clerk');
  reviewers = [
    await staffNamed(world, '沈望舒', 'principal'),
    await staffNamed(world, '陆明川', 'center', world.centerId),
    await staffNamed(world, '罗清源', 'center', world.centerId),
  ];
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await test.drop();
});

const at = (path: string): string => `http://127.0.0.1:${server.port}${path}`;

/** A window of somebody's, at a page. */
async function open(
  who: Learner | null,
  path: string,
  more: object = {},
): Promise<[BrowserContext, Page]> {
  const viewport = { width: 390, height: 844 };
  const context = await browser.newContext({ viewport, bypassCSP: true, ...more });
  const cookie = { name: 'sid', domain: '127.0.0.1', path: '/' };
  if (who) await context.addCookies([{ ...cookie, value: who.token }]);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(at(path));
  return [context, page];
}

const newBrief = () => `/schools/${world.schoolId}/desk/briefs/new`;

it('shows the time while somebody types, as the server counts it', async () => {
  const [context, page] = await open(clerk, newBrief());
  for (const clauses of spokenSamples) {
    const text = clauses.map(([clause]) => clause).join('');
    await page.fill('#spokenText', text);
    const units = clauses.reduce((sum, [, n]) => sum + n, 0);
    expect(await page.textContent('[data-time]')).toBe(
      `${units} 字，约 ${spokenSeconds(units)} 秒`,
    );
  }
  await page.fill('#spokenText', '冬'.repeat(731));
  expect(await page.textContent('[data-hint]')).toContain('请删去 11 字');
  await page.fill('#spokenText', SPOKEN_TEXT);
  expect(await page.textContent('[data-time]')).toContain(`${spokenUnits(SPOKEN_TEXT)} 字`);
  expect(await page.textContent('[data-hint]')).toBe('长短合适');
  await context.close();
});

it('goes from a draft through three reviews into public and out again', async () => {
  // the writer's old office machine runs no script
  const [writing, draft] = await open(clerk, newBrief(), { javaScriptEnabled: false });
  await fillBrief(draft);
  await draft.getByRole('button', { name: '保存草稿' }).click();
  await draft.getByRole('button', { name: '送审' }).click();
  const path = new URL(draft.url()).pathname;
  expect(await draft.textContent('[aria-current=step]')).toContain('初审');
  await writing.close();

  for (const [i, who] of reviewers.entries()) {
    const [context, page] = await open(who, path, { viewport: { width: 1280, height: 900 } });
    await page.getByLabel(/^通过/).check();
    await page.getByRole('button', { name: '提交审核意见' }).click();
    const step = ['复审', '终审', '已发布'][i]!;
    expect(await page.textContent('[aria-current=step]')).toContain(step);
    await context.close();
  }

  const learner = await world.learner();
  const [reading, page] = await open(learner, '/policy');
  await page.getByRole('link', { name: '冬季取暖防一氧化碳' }).click();
  await page.getByRole('button', { name: '听懂了' }).click();
  expect(await page.textContent('[aria-labelledby=said]')).toContain('您选了“听懂了”');
  const address = page.url();

  const [ending, withdrawal] = await open(reviewers[2]!, `${path}/withdrawal`);
  await withdrawal.fill('#reason', '电话写错了，请打 12345');
  await withdrawal.getByRole('button', { name: '撤回' }).click();
  expect(await withdrawal.textContent('main')).toContain('撤回：电话写错了');
  await ending.close();

  await page.goto(address);
  expect(await page.textContent('main')).toContain('请不要再照它办');
  await page.goto(at('/policy'));
  expect(await page.textContent('main')).toContain('现在没有正在讲的政策传真');
  await reading.close();
});
