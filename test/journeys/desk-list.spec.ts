import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { sql } from '../../src/shared/database/sql';
import { launch } from '../support/chromium';
import { CLERK, County } from '../support/county';
import { htmlChecker, htmlErrors } from '../support/vnu';

jest.setTimeout(120_000);

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** The previews as the server sent them: no address leads to one. */
const previews = mkdtempSync(join(tmpdir(), 'night-school-previews-'));

let county: County;
let browser: Browser;
let roster: string;

beforeAll(async () => {
  county = await County.start();
  browser = await launch();
  const school = await county.id(sql`SELECT id FROM school WHERE name LIKE ${'望云%'}`);
  const now = new Date();
  const found = await county.id(
    sql`SELECT id FROM night_class WHERE state = 'published' AND opens_at < ${now}
        AND closes_at > ${now} AND capacity - taken > 8 AND waiting = 0 AND school_id = ${school}
        AND tier IN ('interest', 'experience') AND draw_id IS NULL ORDER BY starts_at DESC LIMIT 1`,
  );
  roster = `/schools/${school}/desk/classes/${found}/roster`;
});
afterAll(async () => {
  await browser.close();
  await county.stop();
  rmSync(previews, { recursive: true });
});

/** Axe needs a script, so a reader without one only meets the layout. */
async function judge(page: Page, script: boolean): Promise<void> {
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect(overflow).toBeLessThanOrEqual(0);
  if (!script) return;
  await page.evaluate(axe);
  const found = await page.evaluate<string[]>(
    `axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map((one) => one.id + ' ' + one.nodes[0].html))`,
  );
  expect(found).toEqual([]);
}

const fates = (page: Page) => page.locator('.fate .tag').allTextContents();

let phone = 19_600_000_000;

it.each([
  [true, 390],
  [true, 1280],
  [false, 390],
  [false, 1280],
])('a clerk pastes a list, mends a row and enrols (script %s, width %i)', async (script, width) => {
  const viewport = { width, height: width < 600 ? 844 : 900 };
  const context = await county.context(browser, CLERK, { viewport, javaScriptEnabled: script });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(county.at(roster));
  await page.getByRole('link', { name: '粘贴名单' }).click();
  const [first, second] = [String(phone++), String(phone++)];
  await page.fill(
    'textarea',
    `#接龙\n书法体验报名\n1. 赵大海 ${first} 65岁\n2. 钱小河 1960000 70岁`,
  );
  const sent = page.waitForResponse((one) => one.url().includes('?draft='));
  await page.getByRole('button', { name: '看看每个人会怎样' }).click();
  writeFileSync(join(previews, `${script}-${width}.html`), await (await sent).text());
  expect(await fates(page)).toEqual(['会报上', '这一行要改']);
  await judge(page, script);
  await page.getByLabel('第 2 行手机号').fill(second);
  await page.getByRole('button', { name: '改好了，再看一遍' }).click();
  expect(await fates(page)).toEqual(['会报上', '会报上']);
  await judge(page, script);
  await page.goBack();
  expect(await fates(page)).toEqual(['会报上', '这一行要改']);
  await page.goForward();
  await page.getByLabel('每一位都听过并同意').check({ force: true });
  await page.getByRole('button', { name: '给 2 人报名' }).click();
  await page.waitForURL(/enrollment-lists\/[^/]+$/);
  expect(await page.getByRole('status').textContent()).toBe('共 2 人：报上 2 人');
  await page.reload();
  await page.getByRole('link', { name: '打印' }).click();
  await page.waitForURL(/\/sheet$/);
  expect(await page.locator('main').textContent()).toContain(second.slice(-4));
  await page.goto(county.at(roster));
  expect(await page.locator('main').textContent()).toContain('钱*河');
  await context.close();
});

it('sends previews that are valid HTML', () => {
  const checker = htmlChecker();
  if (checker) expect(htmlErrors(checker, previews)).toEqual([]);
});
