import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { allot } from '../../src/draws/allotment.rules';
import { drawList } from '../../src/draws/draw-list.rules';
import { commitment } from '../../src/draws/lots.rules';
import { resultsText } from '../../src/draws/results.rules';
import { codeOf, entryOf, plainClass, reserve, seedOf } from '../draws/support';
import { launch } from '../support/chromium';

const script = readFileSync('public/js/draw-check.js', 'utf8');
const seed = seedOf(7);
const entries = Array.from({ length: 400 }, (_, n) =>
  entryOf(
    codeOf(n),
    n % 2 ? ['boxing', 'baking'] : ['baking'],
    ...(n % 5 ? [] : ['near' as const]),
  ),
);
const list = drawList(
  [plainClass('baking', 30, reserve('near', 9)), plainClass('boxing', 60)],
  entries,
);
const results = resultsText(allot(list, seed));
const html = `<!doctype html><meta charset="utf-8"><title>核对</title>
<section data-list-url="/list" data-results-url="/results" data-seed="${seed}" data-commitment="${commitment(seed)}">
<button type="button" data-check hidden>在本机核对</button><p aria-live="polite"></p></section>
<script type="module" src="/draw-check.js"></script>`;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** A page of a site that serves the draw; a result of null cannot be fetched. */
async function pageAt(site: string, served: string | null): Promise<Page> {
  const page = await browser.newPage();
  const files: Record<string, [type: string, body: string | null]> = {
    '/': ['text/html', html],
    '/draw-check.js': ['text/javascript', script],
    '/list': ['text/plain', list],
    '/results': ['text/csv', served],
  };
  await page.route(`${site}/**`, (route) => {
    const [contentType, body] = files[new URL(route.request().url()).pathname]!;
    return body === null ? route.fulfill({ status: 503 }) : route.fulfill({ contentType, body });
  });
  await page.goto(`${site}/`);
  return page;
}

it.each([
  ['https://draw.test', results, 'same', '核对通过'],
  ['https://draw.test', results.replace(/,1$/m, ',0'), 'different', '核对不通过'],
  ['https://draw.test', null, 'unable', '没有取到'],
  ['http://draw.test', results, 'unable', '不是 https 开头'],
])('at %s a reader is told what their browser found (%#)', async (site, served, outcome, text) => {
  const page = await pageAt(site, served);
  await page.getByRole('button', { name: '在本机核对' }).click();
  const told = page.locator(`[aria-live][data-outcome=${outcome}]`);
  await told.waitFor();
  expect(await told.textContent()).toContain(text);
  expect(await page.getByRole('button').isEnabled()).toBe(true);
  await page.close();
});
