import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../support/chromium';
import { County, Person } from '../support/county';
import { countyPages, unlisted } from '../support/county-pages';

jest.setTimeout(240_000);

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let county: County;
let browser: Browser;
let pages: [Person, string[]][];

beforeAll(async () => {
  county = await County.start();
  pages = await countyPages(county);
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await county.stop();
});

it('knows every page that a route shows', () => {
  expect(unlisted(pages.flatMap(([, paths]) => paths))).toEqual([]);
  expect(unlisted([])).toContain('/classes/:id');
});

/** Rules that other colours, sizes and spaces can break while the page stays the same. */
const LOOKS = ['color-contrast', 'color-contrast-enhanced', 'target-size'];
const options = {
  resultTypes: ['violations'],
  rules: Object.fromEntries(LOOKS.map((rule) => [rule, { enabled: true }])),
};

/** Rules of axe that the page breaks, each with its first place. */
async function violations(page: Page, all: boolean): Promise<string[]> {
  await page.evaluate(axe);
  const asked = JSON.stringify(all ? options : { ...options, runOnly: LOOKS });
  return page.evaluate<string[]>(
    `axe.run(${asked}).then((found) =>
      found.violations.map((one) => one.id + ' ' + one.nodes[0].html))`,
  );
}

it.each([
  ['light', 390, false],
  ['light', 1280, false],
  ['dark', 390, false],
  ['light', 390, true],
] as const)('has no accessibility violation (%s, %i, 长辈版 %s)', async (scheme, width, elder) => {
  const wrong: string[] = [];
  for (const [person, paths] of pages) {
    const opened = await county.context(browser, person, {
      colorScheme: scheme,
      viewport: { width, height: width < 600 ? 844 : 900 },
      elder,
    });
    const page = await opened.newPage();
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) wrong.push(message.text());
    });
    for (const path of paths) {
      const answer = await page.goto(county.at(path));
      const expected = path === '/no-such-page' ? 404 : 200;
      if (answer!.status() !== expected) wrong.push(`${path}: ${answer!.status()}`);
      wrong.push(
        ...(await violations(page, scheme === 'light' && !elder)).map((one) => `${path}: ${one}`),
      );
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      if (Number(overflow) > 0) wrong.push(`${path}: scrolls sideways by ${String(overflow)}`);
    }
    await opened.close();
  }
  expect(wrong).toEqual([]);
});

it('weighs at most 60 kB on the first visit and asks no other host', async () => {
  const opened = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await opened.newPage();
  const hosts = new Set<string>();
  let bytes = 0;
  page.on('response', (response) => {
    hosts.add(new URL(response.url()).host);
  });
  page.on('requestfinished', (request) => {
    void request.sizes().then((sizes) => {
      bytes += sizes.responseBodySize + sizes.responseHeadersSize;
    });
  });
  await page.goto(county.at('/'), { waitUntil: 'networkidle' });
  await page.waitForTimeout(300);
  expect([...hosts]).toEqual([new URL(county.at('/')).host]);
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThanOrEqual(60_000);
  await opened.close();
});
