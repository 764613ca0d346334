import type { Browser, Page } from 'playwright-core';
import { launch } from '../support/chromium';
import { County, LEARNER, Person } from '../support/county';
import { countyPages } from '../support/county-pages';

jest.setTimeout(240_000);

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

const HEIGHT = 844;
const PHONE = 390;
const DESKTOP = 1280;

/** Width of the window and size of the text against normal, which the person sets in the browser. */
const SIZES = [
  [320, 100],
  [PHONE, 150],
  [DESKTOP, 150],
] as const;

/** Sizes at which the page would have to be pushed sideways. */
async function overflows(page: Page, elder: boolean): Promise<string[]> {
  const wrong: string[] = [];
  const own = elder ? 1.25 : 1;
  for (const [width, percent] of SIZES) {
    await page.setViewportSize({ width, height: HEIGHT });
    await page.evaluate(`document.documentElement.style.fontSize = '${percent * own}%'`);
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    if (over > 0) wrong.push(`${over} px too wide at ${width} px and ${percent} %`);
  }
  await page.evaluate(`document.documentElement.style.fontSize = ''`);
  return wrong;
}

/**
 * Controls smaller than `least` px, in the page. A control in a label is as large as the label, a
 * card's link as large as the card. Links within a sentence are left out, on wide windows also
 * those in the tables and lists of staff, who have a mouse.
 */
const tooSmall = (least: number, wide: boolean): string => `
  [...document.querySelectorAll('a[href], button, input, select, textarea, summary, label[for]')]
    .filter((one) => one.type !== 'hidden' && !(one.matches('label') && !one.matches('.btn')))
    .filter((one) => !(${wide} && one.closest('.table, .tree')))
    .filter((one) => {
      const alone = one.parentElement.textContent.trim() === one.textContent.trim();
      return getComputedStyle(one).display !== 'inline' || alone;
    })
    .map((one) => {
      const after = getComputedStyle(one, '::after');
      const covers = after.content !== 'none' && after.position === 'absolute';
      const box = (covers ? one.offsetParent : (one.closest('label') ?? one)).getBoundingClientRect();
      return [Math.round(box.width), Math.round(box.height), one.outerHTML.slice(0, 120)];
    })
    .filter(([width, height]) => width > 1 && height > 1)
    .filter(([width, height]) => width < ${least} || height < ${least})
    .map((one) => one.join(' '))`;

async function smallTargets(page: Page, least: number): Promise<string[]> {
  const found: string[] = [];
  for (const width of [PHONE, DESKTOP]) {
    await page.setViewportSize({ width, height: HEIGHT });
    found.push(...(await page.evaluate<string[]>(tooSmall(least, width === DESKTOP))));
  }
  return found;
}

it.each([
  [false, 44],
  [true, 60],
])(
  'holds in a narrow window, at large text and under a thumb (长辈版 %s)',
  async (elder, least) => {
    const wrong: string[] = [];
    // 长辈版 is for those who learn; its controls at the desk are the same ones
    const asked = pages.filter(([person]) => !elder || person === null || person === LEARNER);
    for (const [person, paths] of asked) {
      const opened = await county.context(browser, person, { elder });
      const page = await opened.newPage();
      for (const path of paths) {
        await page.goto(county.at(path));
        const found = [...(await smallTargets(page, least)), ...(await overflows(page, elder))];
        wrong.push(...found.map((one) => `${path}: ${one}`));
      }
      await opened.close();
    }
    expect(wrong).toEqual([]);
  },
);

it('would notice', async () => {
  const opened = await county.context(browser, null, {
    viewport: { width: PHONE, height: HEIGHT },
  });
  const page = await opened.newPage();
  await page.goto(county.at('/help/rules'));
  await page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend',
    '<p><a href="/">x</a></p><p class="nb">${'宽'.repeat(40)}</p>')`);
  expect(await smallTargets(page, 44)).toHaveLength(2);
  expect(await overflows(page, false)).toHaveLength(2);
  await opened.close();
});
