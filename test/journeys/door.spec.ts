import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Attendance } from '../../src/attendance/attendance.entity';
import { checkInCode, checkInSeed } from '../../src/attendance/check-in-code';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { Session } from '../../src/identity/session.entity';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { newId } from '../../src/shared/kernel/ids';
import { launch } from '../support/chromium';
import { newDatabase, TestDatabase } from '../support/database';
import { Server, startServer } from '../support/rush';
import { Learner, World } from '../support/world';

jest.setTimeout(180_000);

const SECRET = 'a secret of at least thirty-two bytes for tests';
const PHONE = { width: 390, height: 844 };
const NAMES = ['欧阳兰', '李建国', '王小明', '赵春花'];

let test: TestDatabase;
let world: World;
let server: Server;
let browser: Browser;
let clerk: Learner;
let session: ClassSession;
let learners: Learner[];
let places: string[];

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

/** An evening that begins in ten minutes, with four learners. */
beforeEach(async () => {
  clerk = await world.staff('clerk');
  const startsAt = new Date(Date.now() + 600_000);
  const { id: classId } = await world.nightClass({ startsAt, taken: NAMES.length });
  session = await test.database.reader.manager.findOneByOrFail(ClassSession, { classId });
  learners = await Promise.all(NAMES.map((name) => world.learner({ name })));
  places = NAMES.map(() => newId());
  const enteredAt = new Date();
  await test.database.write((tx) =>
    tx.insert(
      Enrollment,
      learners.map(({ accountId, profileId }, i) => ({
        ...{ id: places[i]!, classId, accountId, profileId, state: 'enrolled' as const },
        ...{ channel: 'online' as const, enteredAt: new Date(enteredAt.getTime() + i) },
        changedAt: enteredAt,
      })),
    ),
  );
});

const at = (path: string): string => `http://127.0.0.1:${server.port}${path}`;
const door = () => `/schools/${world.schoolId}/desk/sessions/${session.id}/door`;
const marks = () => test.database.reader.manager.findBy(Attendance, { sessionId: session.id });

async function phone(token: string): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({ viewport: PHONE });
  await context.addCookies([{ name: 'sid', value: token, domain: '127.0.0.1', path: '/' }]);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return [context, page];
}

const row = (page: Page, i: number) => page.locator(`[data-person="${places[i]}"]`);
const press = (page: Page, i: number, name: string) =>
  row(page, i).getByRole('button', { name }).click();
const told = (page: Page, text: RegExp) =>
  page.locator('[data-door-status]').filter({ hasText: text }).waitFor();

it('keeps ticks made without a network on the phone and sends each once', async () => {
  const [context, page] = await phone(clerk.token);
  await page.goto(at(door()));
  await context.setOffline(true);
  for (const i of [0, 1, 2]) await press(page, i, '已到');
  await press(page, 2, '请假');
  await told(page, /现在连不上，3 条签到等待上传/);
  expect(await row(page, 0).textContent()).toMatch(/已到 \d\d:\d\d，等待上传/);
  expect(await row(page, 2).textContent()).toMatch(/请假 \d\d:\d\d，等待上传/);
  const kept = await page.evaluate<string>('JSON.stringify(localStorage)');
  expect(kept).not.toMatch(/兰|建国|小明|190001/);
  expect(await marks()).toEqual([]);
  await context.setOffline(false);
  await told(page, /签到已上传/);
  const stored = (await marks()).map(({ enrollmentId, state }) => [enrollmentId, state]);
  expect(stored.sort()).toEqual(
    [
      [places[0], 'present'],
      [places[1], 'present'],
      [places[2], 'leave'],
    ].sort(),
  );
  await page.locator('.stats').filter({ hasText: '2 / 4' }).waitFor();
  expect(await page.locator('[data-waiting]').count()).toBe(0);
  expect(await page.evaluate('localStorage.length')).toBe(0);
  await context.close();
});

it('loses nothing when the page is closed, the sign-in ends or the learner has left meanwhile', async () => {
  const [context, page] = await phone(clerk.token);
  await page.goto(at(door()));
  await context.setOffline(true);
  await press(page, 0, '已到');
  await press(page, 1, '迟到');
  await told(page, /2 条签到等待上传/);
  await page.close();
  await context.setOffline(false);
  const { seenAt } = await test.database.reader.manager.findOneByOrFail(Session, {
    accountId: clerk.accountId,
  });
  const tonight = await context.newPage();
  await tonight.goto(at(`/schools/${world.schoolId}/desk/door`));
  const waiting = tonight.getByRole('link', { name: /起记的 2 条/ });
  await test.database.write((tx) => tx.update(Enrollment, places[1]!, { state: 'withdrawn' }));
  await tonight.route('**/kept-ticks', (route) => route.abort());
  await waiting.click();
  await told(tonight, /2 条签到等待上传/);
  const ended = { seenAt: new Date(0) };
  await test.database.write((tx) => tx.update(Session, { accountId: clerk.accountId }, ended));
  await tonight.unroute('**/kept-ticks');
  await tonight.getByText('没有丢').waitFor();
  expect(await tonight.getByRole('link', { name: '重新登录' }).getAttribute('href')).toBe(
    `/sign-in?next=${door()}`,
  );
  await test.database.write((tx) => tx.update(Session, { accountId: clerk.accountId }, { seenAt }));
  await told(tonight, /签到已上传/);
  expect(await tonight.locator('[data-door-left]').textContent()).toMatch(
    /李\*国，尾号 \d{4}：这个人现在没有座位/,
  );
  expect(await marks()).toMatchObject([{ enrollmentId: places[0], state: 'present' }]);
  await context.close();
});

it('lets a learner check in on a phone, and works for the clerk without script', async () => {
  const [context, page] = await phone(learners[3]!.token);
  await page.goto(at(`/sessions/${session.id}/check-in`));
  await page.fill('#code', checkInCode(checkInSeed(SECRET, session.id), new Date()));
  await page.getByRole('button', { name: '赵春花，签到' }).click();
  await page.waitForURL(/\/attendance$/);
  expect(await page.textContent('main')).toMatch(/已到 \d\d:\d\d/);
  await context.close();
  const plain = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
  await plain.addCookies([{ name: 'sid', value: clerk.token, domain: '127.0.0.1', path: '/' }]);
  const desk = await plain.newPage();
  await desk.goto(at(door()));
  expect(await row(desk, 3).textContent()).toContain('自己签到');
  await row(desk, 0).getByRole('button', { name: '迟到' }).click();
  await desk.waitForURL(/door#/);
  expect(await desk.locator('.stats').textContent()).toContain('2 / 4');
  await plain.close();
});
