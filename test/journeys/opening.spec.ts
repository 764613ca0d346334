import type { Browser, Page } from 'playwright-core';
import { launch } from '../support/chromium';
import { newDatabase, TestDatabase } from '../support/database';
import { Server, startServer } from '../support/rush';
import { World } from '../support/world';

jest.setTimeout(120_000);

let test: TestDatabase;
let world: World;
let server: Server;
let browser: Browser;

beforeAll(async () => {
  test = await newDatabase();
  world = await World.make(test.database, new Date());
  server = await startServer(test, { THROTTLE: 'on' });
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await test.drop();
});

async function learner(javaScriptEnabled: boolean, width: number): Promise<Page> {
  const { token } = await world.learner();
  const context = await browser.newContext({
    javaScriptEnabled,
    viewport: { width, height: width < 600 ? 844 : 900 },
  });
  const url = `http://127.0.0.1:${server.port}`;
  await context.addCookies([{ name: 'sid', value: token, url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(url);
  return page;
}

const opensIn = (seconds: number) =>
  world.nightClass({ opensAt: new Date(Date.now() + seconds * 1000), capacity: 1 });

it.each([
  [true, 390],
  [false, 1280],
])('a learner waits for the opening and presses (script %s, width %i)', async (script, width) => {
  const { id, opensAt } = await opensIn(6);
  const page = await learner(script, width);
  await page.goto(`${new URL(page.url()).origin}/classes/${id}`);
  await page.getByRole('link', { name: '到时在这里报名' }).locator('visible=true').first().click();
  await page.waitForURL(/\/opening$/);
  const button = page.locator('main form button[type=submit]');
  await button.click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').textContent()).toMatch(
    /还没到时间，夜校的钟现在是 \d\d:\d\d/,
  );
  if (script) await page.getByText('开放了，可以报名').waitFor();
  else await page.waitForTimeout(Math.max(0, opensAt.getTime() - Date.now()));
  await button.click();
  await page.waitForURL(/\/enrollments\//);
  expect(await page.textContent('main')).toContain('已报名');
  await page.context().close();
});

it('sends a press again by itself when the site was overloaded', async () => {
  const { id } = await world.nightClass();
  const page = await learner(true, 390);
  const path = `/classes/${id}/enrollments`;
  await page.goto(`${new URL(page.url()).origin}/classes/${id}`);
  const room = await waitingRoomOf(page, path);
  await page.route(`**${path}`, (route) => route.fulfill(room), { times: 1 });
  await page.getByRole('button', { name: '报名', exact: true }).locator('visible=true').click();
  await page.getByText('系统会替您再提交').waitFor();
  await page.waitForURL(/\/enrollments\//, { timeout: 30_000 });
  expect(await page.textContent('main')).toContain('已报名');
  await page.context().close();
});

/** The page that an account reads which presses too often, so that it is the server's own. */
async function waitingRoomOf(page: Page, path: string) {
  const other = await learner(false, 390);
  await other.goto(page.url());
  const csrf = await other.locator('main form input[name=_csrf]').first().inputValue();
  for (let i = 0; i < 30; i++) {
    const answer = await other.request.post(`${new URL(page.url()).origin}${path}`, {
      form: { _csrf: csrf },
      maxRedirects: 0,
    });
    if (answer.status() !== 429) continue;
    const mine = await page.locator('main form input[name=_csrf]').first().inputValue();
    const body = (await answer.text())
      .replaceAll(csrf, mine)
      .replace(/data-retry="\d+"/, 'data-retry="1"');
    return { status: 429, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
  }
  throw new Error('nobody was told to wait');
}
