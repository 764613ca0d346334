import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { Draw } from '../../src/scheduling/draw.entity';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { addDays, dateOf, inputMoment } from '../../src/shared/kernel/shanghai';
import { launch } from '../support/chromium';
import { newDatabase, TestDatabase } from '../support/database';
import { Server, startServer } from '../support/rush';
import { inHan, Learner, World } from '../support/world';

jest.setTimeout(180_000);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let test: TestDatabase;
let world: World;
let server: Server;
let browser: Browser;
let clerk: Learner;

beforeAll(async () => {
  test = await newDatabase();
  world = await World.make(test.database, new Date());
  clerk = await world.staff('clerk');
  server = await startServer(test);
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await test.drop();
});

const at = (path: string): string => `http://127.0.0.1:${server.port}${path}`;

/** A browser in which somebody has signed in. */
async function pageOf(who: Learner, javaScriptEnabled: boolean, width: number): Promise<Page> {
  const viewport = { width, height: width < 600 ? 844 : 900 };
  const context = await browser.newContext({ javaScriptEnabled, viewport });
  await context.addCookies([{ name: 'sid', value: who.token, domain: '127.0.0.1', path: '/' }]);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return page;
}

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).locator('visible=true').first().click();

const text = (page: Page) => page.locator('main').innerText();

/** The clerk plans a class that is drawn, and makes it public; gives its id. */
async function planned(page: Page, weeks: number, opensAt: Date): Promise<string> {
  const desk = `/schools/${world.schoolId}/desk/classes`;
  await page.goto(at(`${desk}/new?course=${world.courseId}`));
  await page.selectOption('select[name=roomId]', world.roomId);
  await page.fill('input[name=teacherName]', `沈墨${inHan(weeks)}`);
  await page.fill('input[name=startDate]', addDays(dateOf(new Date()), 7 * weeks));
  await page.fill('input[name=sessionCount]', '1');
  await page.fill('input[name=capacity]', '1');
  await page.fill('input[name=minimum]', '1');
  await page.fill('input[name=deskQuota]', '0');
  await page.check('input[name=admission][value=draw]', { force: true });
  await page.fill('input[name=seniorWeight]', '2');
  await page.fill('input[name=opensAt]', inputMoment(opensAt));
  await page.fill('input[name=closesAt]', inputMoment(new Date(opensAt.getTime() + DAY)));
  await press(page, '存为草稿');
  await page.waitForURL(/classes\/[\w-]{36}$/);
  expect(await text(page)).toContain('60 岁以上的人有 2 张签');
  await press(page, '公布');
  await page.waitForLoadState();
  return new URL(page.url()).pathname.split('/').at(-1)!;
}

/** No two draws may come to the same window. */
let apart = 0;

/** As if the window had been this much earlier: a process of its own has the machine's clock. */
async function shift(drawId: string, hours: number): Promise<void> {
  const by = hours * HOUR + apart++ * 1000;
  await test.database.write(async (tx) => {
    const { opensAt, closesAt } = await tx.findOneByOrFail(Draw, { id: drawId });
    const earlier = (instant: Date) => new Date(instant.getTime() - by);
    const window = { opensAt: earlier(opensAt), closesAt: earlier(closesAt) };
    await tx.update(Draw, { id: drawId }, window);
    await tx.update(NightClass, { drawId }, window);
  });
}

async function enter(page: Page, classId: string): Promise<void> {
  await page.goto(at(`/classes/${classId}`));
  await press(page, '报名摇号');
  await page.waitForURL(/\/enrollments\//);
  expect(await text(page)).toContain('已参加摇号');
}

/** What the page offers for a check outside the browser, run as it says. */
async function verified(page: Page): Promise<[mine: string, published: string]> {
  const fetched = async (selector: string) => {
    const href = await page.locator(selector).first().getAttribute('href');
    return (await page.request.get(at(href!))).text();
  };
  const seed = /[0-9a-f]{64}/.exec(await page.locator('dt:text-is("种子") + dd').innerText())![0];
  for (const [name, selector] of [
    ['list.txt', 'a[href$="/list.txt"]'],
    ['verify.py', 'a[href$="/verify.py"]'],
  ] as const)
    writeFileSync(join(test.folder, name), await fetched(selector));
  const run = spawnSync('python3', ['verify.py', 'list.txt', seed], {
    ...{ cwd: test.folder, encoding: 'utf8' },
  });
  expect(run.stderr).toContain(await page.locator('dt:text-is("承诺值") + dd .num').innerText());
  return [run.stdout, await fetched('a[href$="/results.csv"]')];
}

let weeks = 2;

it.each([
  [true, 390],
  [false, 1280],
])('a class is drawn and anybody can check it (script %s, width %i)', async (script, width) => {
  const staff = await pageOf(clerk, script, width);
  const opensAt = new Date(Math.floor(Date.now() / 60_000) * 60_000 + weeks * HOUR);
  const ids = [
    await planned(staff, weeks++, opensAt),
    await planned(staff, weeks++, opensAt),
  ] as const;
  const { drawId } = await test.database.reader.manager.findOneByOrFail(NightClass, { id: ids[0] });
  await staff.goto(at(`/draws/${drawId}`));
  expect(await text(staff)).toContain('还没有摇号');
  await shift(drawId!, weeks);

  const learners = await world.learners(4);
  const pages: Page[] = [];
  for (const learner of learners) {
    const page = await pageOf(learner, script, width);
    pages.push(page);
    await enter(page, ids[0]);
    await enter(page, ids[1]);
    await page.getByRole('link', { name: '排志愿' }).click();
    await page.getByRole('button', { name: /^上移/ }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#wish-/);
    expect(await page.locator('main ol > li').first().getAttribute('id')).toContain(
      new URL(page.url()).hash.slice(1),
    );
  }
  await shift(drawId!, 30);
  const [first] = pages as [Page];
  await first.goto(at(`/draws/${drawId}`));
  for (let i = 0; i < 60 && !(await text(first)).includes('算法版本'); i++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await first.reload();
  }
  const [mine, published] = await verified(first);
  expect(mine).toBe(published);
  expect(published.match(/,1$/gm)).toHaveLength(2);
  if (script) {
    await press(first, '在本机核对');
    await first.locator('[aria-live][data-outcome=same]').waitFor();
  } else expect(await first.getByRole('button', { name: '在本机核对' }).isVisible()).toBe(false);
  await everybodyKnows(pages, published);
  for (const page of [staff, ...pages]) await page.context().close();
});

/** Each learner reads what became of the dearest wish, and why. */
async function everybodyKnows(pages: readonly Page[], published: string): Promise<void> {
  const told: string[] = [];
  for (const page of pages) {
    await page.goto(at('/my'));
    const href = await page.locator('main a[href^="/enrollments/"]').first().getAttribute('href');
    await page.goto(at(href!));
    const said = await text(page);
    const code = /[A-HJKMNP-Z2-9]{8}/.exec(
      await page.locator('dt:text-is("签号") + dd').innerText(),
    )![0];
    expect(published).toContain(`${code},`);
    expect(said).toMatch(/名次第 [1-4]/);
    await page.locator('summary').click();
    expect(await text(page)).toMatch(/\d\d:\d\d:\d\d\.\d{3}\s*参加了摇号/);
    told.push(said);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
  }
  expect(told.filter((one) => /候补第 \d 位|候补位次/.test(one)).length).toBeGreaterThan(0);
}
