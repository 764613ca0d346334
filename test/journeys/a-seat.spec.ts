import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
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
  server = await startServer(test);
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await test.drop();
});

const at = (path: string): string => `http://127.0.0.1:${server.port}${path}`;

async function visitor(javaScriptEnabled: boolean, width: number): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled,
    viewport: { width, height: width < 600 ? 844 : 900 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return page;
}

async function signUp(page: Page, phone: string, email = ''): Promise<void> {
  await page.goto(at('/sign-up'));
  await page.fill('input[name=phone]', phone);
  await page.fill('input[name=password]', 'deng-huo-ke-qin');
  await page.fill('input[name=name]', '李秀兰');
  await page.selectOption('select[name=siteId]', { index: 1 });
  await page.check('input[name=ageBand][value=a60_plus]', { force: true });
  if (email) await page.fill('input[name=email]', email);
  await page.check('input[name=consent]', { force: true });
  await page.click('main form button[type=submit]');
}

/** The button that is on screen: the card beside the page, or the bar at the bottom of a phone. */
const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).locator('visible=true').first().click();

let phone = 19_000_200_000;

it.each([
  [true, 390],
  [true, 1280],
  [false, 390],
  [false, 1280],
])('a newcomer gets a seat and gives it back (script %s, width %i)', async (script, width) => {
  const offered = await world.nightClass({
    title: '书法体验',
    startsInDays: 5 + width / 100 + (script ? 0.5 : 0),
  });
  const page = await visitor(script, width);
  await signUp(page, String(phone++));
  await page.goto(at('/classes'));
  await page.fill('input[name=q]', 'shufa');
  await page.press('input[name=q]', 'Enter');
  await page.waitForURL(/q=shufa/);
  await page.click(`a[href="/classes/${offered.id}"]`);
  await press(page, '报名');
  await page.waitForURL(/\/enrollments\//);
  expect(await page.textContent('main')).toContain('已报名');
  await page.goto(at('/my'));
  expect(await page.textContent('main')).toContain('书法体验');
  const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  expect(overflow).toBeLessThanOrEqual(0);
  await page.goBack();
  await page.locator('a[href$="/withdrawal"]').locator('visible=true').first().click();
  await page.locator('main form[action$="/withdrawal"] button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.endsWith('/withdrawal'));
  await page.goto(at(`/classes/${offered.id}`));
  await page
    .getByRole('button', { name: '报名', exact: true })
    .locator('visible=true')
    .first()
    .waitFor();
  await page.context().close();
});

it('tells the next in the queue by mail and on the page', async () => {
  const full = await world.nightClass({
    title: '剪纸入门',
    capacity: 1,
    search: '剪纸',
    startsInDays: 9,
  });
  const first = await visitor(false, 390);
  const second = await visitor(true, 390);
  await signUp(first, String(phone++));
  await signUp(second, String(phone++), 'second@example.test');
  await first.goto(at(`/classes/${full.id}`));
  await press(first, '报名');
  await first.waitForURL(/\/enrollments\//);
  await second.goto(at(`/classes/${full.id}`));
  await press(second, '排候补');
  await second.waitForURL(/\/enrollments\//);
  expect(await second.textContent('main')).toContain('第 1 位');
  await leave(first);
  await second.reload();
  expect(await second.textContent('main')).toContain('已报名');
  const subjects = await mails('候补有名额了，已为您报上');
  expect(subjects).toContain('候补有名额了，已为您报上：剪纸入门');
});

it.each([
  [true, 1280],
  [false, 390],
])('offers a late seat to one after the other (script %s, width %i)', async (script, width) => {
  const tonight = await world.nightClass({
    title: '太极拳',
    capacity: 1,
    startsInDays: 0.5 + (script ? 0 : 0.1),
  });
  const people: Page[] = [];
  for (let i = 0; i < 3; i++) {
    const page = await visitor(script, width);
    await signUp(page, String(phone++), `offer${phone}@example.test`);
    await page.goto(at(`/classes/${tonight.id}`));
    await press(page, i === 0 ? '报名' : '排候补');
    await page.waitForURL(/\/enrollments\//);
    people.push(page);
  }
  const [first, second, third] = people as [Page, Page, Page];
  await leave(first);
  await second.reload();
  expect(await second.textContent('main')).toContain('名额为您保留到这个时间');
  expect(await mails('有一个名额等您确认')).toContain('有一个名额等您确认：太极拳');
  await second.getByRole('link', { name: '让给下一位' }).click();
  await second.locator('main form[action$="/withdrawal"] button[type=submit]').click();
  await third.reload();
  await third.getByRole('button', { name: '确认入班' }).click();
  await third.locator('main', { hasText: '已报名' }).waitFor();
  await second.goto(at(`/classes/${tonight.id}`));
  expect(await second.textContent('main')).toContain('排候补');
  for (const page of people) await page.context().close();
});

async function leave(page: Page): Promise<void> {
  await page.goto(`${page.url()}/withdrawal`);
  await page.locator('main form[action$="/withdrawal"] button[type=submit]').click();
}

/** Subjects in the mail drop, once one that begins so is there. */
async function mails(begins: string): Promise<string[]> {
  const folder = join(test.folder, 'mail');
  for (let i = 0; i < 40; i++) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const found: string[] = [];
    for (const file of list(folder)) {
      const mail = await simpleParser(readFileSync(join(folder, file)));
      found.push(mail.subject ?? '');
    }
    if (found.some((subject) => subject.startsWith(begins))) return found;
  }
  return [];
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.eml'));
  } catch {
    return [];
  }
}
