import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page, Response } from 'playwright-core';
import { Assets } from '../../src/shared/web/assets';
import { Views } from '../../src/shared/web/views';
import { launch } from '../support/chromium';
import { CLERK, County, Person } from '../support/county';
import { countyPages } from '../support/county-pages';
import { county as names, layout } from '../support/layout';
import { htmlChecker, htmlErrors } from '../support/vnu';

jest.setTimeout(240_000);

/** Every page as the server sends it, one file each; the file's name says which. */
const folder = mkdtempSync(join(tmpdir(), 'night-school-html-'));
const checker = htmlChecker();

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
  rmSync(folder, { recursive: true });
});

function save(name: string, html: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name.replaceAll(/[^\w-]+/g, '_')}.html`), html);
}

/** The forms that explain themselves when something is missing; one of them needs nothing. */
const FORMS = 'form[novalidate]:not([action$="/hub"])';
const formsIn = (html: string): number =>
  (html.match(/<form\b[^>]*>/g) ?? []).filter(
    (tag) => tag.includes(' novalidate') && !tag.includes('/hub"'),
  ).length;

/** Sends the form at an index with nothing typed or chosen. @returns what is wrong with the answer */
async function refused(page: Page, index: number): Promise<string[]> {
  const sent = page.waitForResponse((one) => one.request().method() === 'POST');
  const shown = page.waitForEvent('load');
  const action = await page.evaluate<string>(`(() => {
    const form = document.querySelectorAll('${FORMS}')[${index}];
    for (const field of form.querySelectorAll('[name]:not([type=hidden])')) {
      if (['radio', 'checkbox'].includes(field.type)) field.checked = false;
      else field.value = '';
    }
    form.requestSubmit();
    return form.getAttribute('action');
  })()`);
  const answer = await sent;
  await shown;
  if (answer.status() !== 422) return [`${action}: ${answer.status()}`];
  const html = await answer.text();
  save(`422${action}`, html);
  return html.includes('error-summary-title') ? [] : [`${action}: no summary`];
}

it('answers every empty form with the page and what to change', async () => {
  const wrong: string[] = [];
  let forms = 0;
  for (const [person, paths] of pages) {
    const opened = await county.context(browser, person);
    const page = await opened.newPage();
    for (const path of paths) {
      const html = await (await opened.request.get(county.at(path))).text();
      save(`${person ?? ''}${path}`, html);
      for (let i = 0; i < formsIn(html); i++) {
        await page.goto(county.at(path));
        wrong.push(...(await refused(page, i)));
        forms++;
      }
    }
    await opened.close();
  }
  expect(wrong).toEqual([]);
  expect(forms).toBeGreaterThan(20);
});

/** Pages that only a press shows. */
async function savePressed(): Promise<void> {
  const opened = await county.context(browser, CLERK);
  const page = await opened.newPage();
  const desk = pages.find(([person]) => person === CLERK)![1];
  const press = async (end: string, fill: () => Promise<void>) => {
    await page.goto(county.at(desk.find((path) => path.endsWith(end))!));
    await fill();
    const isPage = (one: Response) =>
      one.request().isNavigationRequest() && (one.status() < 300 || one.status() >= 400);
    const answer = page.waitForResponse(isPage);
    await page.click('main form button[type=submit]');
    save(`pressed${end}`, await (await answer).text());
  };
  await press('/resets', async () => {
    await page.fill('#phone', '19000000001');
    await page.check('#checked');
  });
  await press('/contact', () => page.fill('#reason', '通知本人改了教室'));
  await opened.close();
}

/** Pages that hardly ever show, and the mails, each with all that it can say. */
function saveRendered(): void {
  const views = new Views('views', new Assets('public'));
  const failed = { message: null, reference: 'K7', retryAfterSeconds: 5, backHref: '/classes' };
  for (const status of [403, 404, 409, 422, 429, 500, 503])
    save(`error ${status}`, views.renderPage(`errors/${status}`, failed, 'site', layout()));
  const facts = { name: '李秀兰', title: '书法体验', url: 'http://localhost/enrollments/1' };
  const around = { subject: '递补', county: names, publicUrl: 'http://localhost' };
  const told = { place: '', starts: '', deadline: '', reason: '', phone: '', ...facts };
  const news = ['enrolled', 'waitlisted', 'promoted', 'offered', 'lapsed', 'withdrawn', 'released'];
  const all = [...news, 'cancelled', 'classCancelled', 'postponed', 'resumed'];
  const model = { ...told, ...Object.fromEntries(all.map((one) => [one, true])) };
  save('mail enrollment', views.renderMail('enrollment', model, around).html);
  save('mail reset', views.renderMail('password-reset', { ...facts, minutes: 30 }, around).html);
}

if (checker)
  it('writes HTML without an error', async () => {
    const elder = await county.context(browser, null, { elder: true });
    for (const path of ['/', '/classes'])
      save(`elder${path}`, await (await elder.request.get(county.at(path))).text());
    await elder.close();
    await savePressed();
    saveRendered();
    save('not HTML', '<!doctype html><title>x</title><p id="a b">');
    const errors = htmlErrors(checker, folder);
    expect(errors.filter((one) => !one.startsWith('not_HTML'))).toEqual([]);
    expect(errors).toHaveLength(1);
  });
