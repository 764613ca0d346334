import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext } from 'playwright-core';
import { loadDemoCounty } from '../../src/demo/demo-county';
import { sql } from '../../src/shared/database/sql';
import { newToken, sha256 } from '../../src/shared/kernel/ids';
import { launch } from '../support/chromium';
import { newDatabase, TestDatabase } from '../support/database';
import { Server, startServer } from '../support/rush';

jest.setTimeout(240_000);

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const LEARNER = '19000000001';
const CLERK = '19000000201';
const CENTER = '19000000301';

let test: TestDatabase;
let server: Server;
let browser: Browser;
let ids: { open: string; full: string; school: string; course: string; place: string };

beforeAll(async () => {
  test = await newDatabase();
  await loadDemoCounty(test.database, new Date(), 'no password', 'no password');
  ids = await someIds();
  server = await startServer(test);
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await test.drop();
});

const idOf = async (query: Parameters<TestDatabase['database']['one']>[0]): Promise<string> =>
  (await test.database.one<{ id: string }>(query))!.id;

async function someIds() {
  const now = new Date();
  return {
    open: await idOf(
      sql`SELECT id FROM night_class WHERE state = 'published' AND opens_at < ${now}
          AND closes_at > ${now} AND taken < capacity AND waiting = 0 LIMIT 1`,
    ),
    full: await idOf(sql`SELECT id FROM night_class WHERE waiting > 0 LIMIT 1`),
    school: await idOf(sql`SELECT id FROM school WHERE name LIKE ${'望云%'}`),
    course: await idOf(sql`SELECT id FROM course WHERE title = ${'毛笔楷书基础'}`),
    place: await idOf(
      sql`SELECT e.id FROM enrollment e JOIN account a ON a.id = e.account_id
          WHERE a.phone = ${LEARNER} AND e.state = 'waitlisted'`,
    ),
  };
}

/** A browser that is signed in as a demo account, or as nobody. */
async function context(phone: string | null, more: object): Promise<BrowserContext> {
  const made = await browser.newContext({ bypassCSP: true, ...more });
  if (!phone) return made;
  const token = newToken();
  const accountId = await idOf(sql`SELECT id FROM account WHERE phone = ${phone}`);
  const at = new Date();
  await test.database.write((tx) =>
    test.database.insertRows(tx, 'session', [
      {
        id_hash: sha256(token),
        account_id: accountId,
        staff: phone !== LEARNER,
        created_at: at,
        seen_at: at,
        expires_at: new Date(at.getTime() + 3_600_000),
      },
    ]),
  );
  await made.addCookies([{ name: 'sid', value: token, domain: '127.0.0.1', path: '/' }]);
  return made;
}

const pages = (): [phone: string | null, paths: string[]][] => [
  [
    null,
    [
      '/',
      '/classes',
      '/classes?q=zzzz',
      `/classes/${ids.open}`,
      `/classes/${ids.full}`,
      '/courses',
      `/courses/${ids.course}`,
      '/schools',
      `/schools/${ids.school}`,
      '/sign-in',
      '/sign-up',
      '/password-resets',
      '/password-resets/code',
      '/help/rules',
      '/help/accessibility',
      '/help/privacy',
      '/no-such-page',
    ],
  ],
  [
    LEARNER,
    [
      '/',
      '/my',
      '/profiles',
      `/classes/${ids.open}`,
      `/enrollments/${ids.place}`,
      `/enrollments/${ids.place}/withdrawal`,
    ],
  ],
  [
    CLERK,
    [
      `/schools/${ids.school}/desk`,
      `/schools/${ids.school}/desk/classes`,
      `/schools/${ids.school}/desk/classes/new`,
      `/schools/${ids.school}/desk/rooms`,
      `/schools/${ids.school}/desk/resets`,
      `/schools/${ids.school}/desk/classes/${ids.open}`,
    ],
  ],
  [
    CENTER,
    [
      '/center',
      '/center/sites',
      '/center/courses',
      '/center/courses/new',
      '/center/people',
      `/schools/${ids.school}/desk/people`,
    ],
  ],
];

it.each([
  ['light', 390, false],
  ['light', 1280, false],
  ['dark', 390, false],
  ['light', 390, true],
] as const)('has no accessibility violation (%s, %i, 长辈版 %s)', async (scheme, width, elder) => {
  const wrong: string[] = [];
  for (const [phone, paths] of pages()) {
    const opened = await context(phone, {
      colorScheme: scheme,
      viewport: { width, height: width < 600 ? 844 : 900 },
    });
    if (elder)
      await opened.addCookies([{ name: 'mode', value: 'elder', domain: '127.0.0.1', path: '/' }]);
    const page = await opened.newPage();
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) wrong.push(message.text());
    });
    for (const path of paths) {
      const answer = await page.goto(`http://127.0.0.1:${server.port}${path}`);
      const expected = path === '/no-such-page' ? 404 : 200;
      if (answer!.status() !== expected) wrong.push(`${path}: ${answer!.status()}`);
      await page.evaluate(axe);
      const found = await page.evaluate<{
        violations: { id: string; nodes: { html: string }[] }[];
      }>('axe.run()');
      wrong.push(...found.violations.map((one) => `${path}: ${one.id} ${one.nodes[0]!.html}`));
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
  await page.goto(`http://127.0.0.1:${server.port}/`, { waitUntil: 'networkidle' });
  await page.waitForTimeout(300);
  expect([...hosts]).toEqual([`127.0.0.1:${server.port}`]);
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThanOrEqual(60_000);
  await opened.close();
});
