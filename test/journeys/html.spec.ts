import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
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

interface BlankForm {
  action: string;
  body: string;
}

/** The forms that explain themselves when something is missing, with nothing typed or chosen. */
const blankForms = (page: Page): Promise<BlankForm[]> =>
  page.evaluate<BlankForm[]>(`[...document.querySelectorAll('form[novalidate]')].map((form) => ({
    action: form.getAttribute('action'),
    body: new URLSearchParams(
      [...form.querySelectorAll('[name]')]
        .filter((field) => !['radio', 'checkbox'].includes(field.type))
        .map((field) => [field.name, field.type === 'hidden' ? field.value : '']),
    ).toString(),
  }))`);

/** A form that says nothing is wrong with leaving all of it out. */
const MAY_BE_EMPTY = /\/hub$/;

/** @returns what is wrong with the answer */
async function refused(opened: BrowserContext, form: BlankForm): Promise<string[]> {
  const answer = await opened.request.post(county.at(form.action), {
    data: form.body,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    maxRedirects: 0,
  });
  const html = await answer.text();
  if (answer.status() !== 422) return [`${form.action}: ${answer.status()}`];
  save(`422${form.action}`, html);
  return html.includes('error-summary-title') ? [] : [`${form.action}: no summary`];
}

it('answers every empty form with the page and what to change', async () => {
  const wrong: string[] = [];
  let forms = 0;
  for (const [person, paths] of pages) {
    const opened = await county.context(browser, person);
    const page = await opened.newPage();
    for (const path of paths) {
      const answer = await page.goto(county.at(path));
      save(`${person ?? ''}${path}`, await answer!.text());
      for (const form of await blankForms(page)) {
        if (MAY_BE_EMPTY.test(form.action)) continue;
        wrong.push(...(await refused(opened, form)));
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
    const answer = page.waitForResponse((one) => one.request().method() === 'POST');
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
  const news = ['enrolled', 'waitlisted', 'promoted', 'offered', 'lapsed', 'withdrawn'];
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
