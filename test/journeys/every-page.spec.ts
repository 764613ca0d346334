import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../support/chromium';
import { County, LEARNER, Person } from '../support/county';
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

/** Rules that other colours can break while the page stays the same; enough for 7:1 is enough for 4.5:1. */
const COLOURS = ['color-contrast-enhanced'];
/** Rules that other sizes and spaces can break, too. */
const LOOKS = [...COLOURS, 'target-size', 'scrollable-region-focusable'];
const options = {
  resultTypes: ['violations'],
  rules: {
    'color-contrast': { enabled: false },
    ...Object.fromEntries(LOOKS.map((rule) => [rule, { enabled: true }])),
  },
};

/** Rules of axe that the page breaks, each with its first place. */
async function violations(page: Page, only?: string[]): Promise<string[]> {
  const asked = JSON.stringify(only ? { resultTypes: ['violations'], runOnly: only } : options);
  return page.evaluate<string[]>(
    `axe.run(${asked}).then((found) =>
      found.violations.map((one) => one.id + ' ' + one.nodes[0].html))`,
  );
}

/** In which ways a page is looked at. */
interface Look {
  /** All rules, or those that its looks can break. */
  whole: boolean;
  /** Once more in dark, where only the colours differ. */
  dark: boolean;
}

/** What is wrong with a page. */
async function judge(page: Page, path: string, { whole, dark }: Look): Promise<string[]> {
  const answer = await page.goto(county.at(path));
  const wrong: string[] = [];
  const expected = path === '/no-such-page' ? 404 : 200;
  if (answer!.status() !== expected) wrong.push(String(answer!.status()));
  await page.evaluate(axe);
  wrong.push(...(await violations(page, whole ? undefined : LOOKS)));
  if (dark) {
    await page.emulateMedia({ colorScheme: 'dark' });
    wrong.push(...(await violations(page, COLOURS)).map((one) => `dark: ${one}`));
    await page.emulateMedia({ colorScheme: 'light' });
  }
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  if (overflow > 0) wrong.push(`scrolls sideways by ${overflow}`);
  return wrong.map((one) => `${path}: ${one}`);
}

/**
 * Every page whole and dark in a wide window. On a phone in 长辈版 its looks, larger and closer than
 * in the standard version, which has the same colours and the same markup; what learners use, whole.
 */
it.each([
  [1280, false],
  [390, true],
] as const)('has no accessibility violation (%i, 长辈版 %s)', async (width, elder) => {
  const wrong: string[] = [];
  for (const [person, paths] of pages) {
    const viewport = { width, height: width < 600 ? 844 : 900 };
    const opened = await county.context(browser, person, { viewport, elder });
    const page = await opened.newPage();
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) wrong.push(message.text());
    });
    const look = {
      whole: !elder || person === null || person === LEARNER,
      dark: !elder || person === null,
    };
    for (const path of paths) wrong.push(...(await judge(page, path, look)));
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
