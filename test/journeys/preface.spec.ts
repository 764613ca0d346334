import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Attendance } from '../../src/attendance/attendance.entity';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { BriefDelivery } from '../../src/preface/brief-delivery.entity';
import { PrefaceClass } from '../../src/preface/preface-class.entity';
import { PrefaceItem } from '../../src/preface/preface-item.entity';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { newId } from '../../src/shared/kernel/ids';
import { staffNamed } from '../policy/support';
import { fillBrief } from '../support/brief-desk';
import { launch } from '../support/chromium';
import { newDatabase, TestDatabase } from '../support/database';
import { manyClasses } from '../support/many-classes';
import { Server, startServer } from '../support/rush';
import { Learner, World } from '../support/world';

jest.setTimeout(240_000);

const PHONE = { width: 390, height: 844 };
const LARGE = { width: 1280, height: 900 };
const MINUTE = 60_000;

let test: TestDatabase;
let world: World;
let server: Server;
let browser: Browser;
let clerk: Learner;
let center: Learner;
let sessions: string[];

/** Two evenings in ten minutes, and a thousand to come in other classes. */
beforeAll(async () => {
  test = await newDatabase();
  world = await World.make(test.database, new Date());
  clerk = await staffNamed(world, '宋小满', 'clerk');
  center = await staffNamed(world, '罗清源', 'center', world.centerId);
  const startsAt = new Date(Date.now() + 10 * MINUTE);
  sessions = [];
  for (const title of ['八段锦', '剪纸入门']) {
    const { id: classId } = await world.nightClass({ startsAt, title });
    const { id } = await manager().findOneByOrFail(ClassSession, { classId });
    sessions.push(id);
    await present(classId, id);
  }
  await manyClasses(world, { classes: 125, evenings: 8 });
  server = await startServer(test);
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await test.drop();
});

const manager = () => test.database.reader.manager;
const at = (path: string): string => `http://127.0.0.1:${server.port}${path}`;

/** Two are there, one is noted long after the preface, one is away. */
async function present(classId: string, sessionId: string): Promise<void> {
  const now = Date.now();
  const rows = (await world.learners(4)).map(({ accountId, profileId }) => ({
    ...{ id: newId(), classId, accountId, profileId, state: 'enrolled' as const },
    ...{ channel: 'online' as const, enteredAt: new Date(now), changedAt: new Date(now) },
  }));
  const marks = [-2 * MINUTE, -MINUTE, 60 * MINUTE].map((later, i) => ({
    ...{ id: newId(), sessionId, profileId: rows[i]!.profileId, enrollmentId: rows[i]!.id },
    ...{ state: 'present' as const, source: 'self' as const, actorId: null },
    at: new Date(now + later),
  }));
  await test.database.write(async (tx) => {
    await tx.insert(Enrollment, rows);
    await tx.insert(Attendance, marks);
  });
}

async function open(who: Learner, path: string, viewport = LARGE): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({ viewport });
  await context.addCookies([{ name: 'sid', value: who.token, domain: '127.0.0.1', path: '/' }]);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(at(path));
  return [context, page];
}

/** Waits at most so long for something in the database. */
async function until(is: () => Promise<boolean>, ms: number): Promise<number> {
  const begun = Date.now();
  while (!(await is())) {
    if (Date.now() - begun > ms) throw new Error(`not within ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return Date.now() - begun;
}

/** From a draft through three people into public; the path of the brief on the workbench. */
async function publish(): Promise<string> {
  const [writing, draft] = await open(clerk, `/schools/${world.schoolId}/desk/briefs/new`);
  await fillBrief(draft);
  await draft.getByRole('button', { name: '保存草稿' }).click();
  await draft.getByRole('button', { name: '送审' }).click();
  const path = new URL(draft.url()).pathname;
  await writing.close();
  const reviewers = [
    await staffNamed(world, '沈望舒', 'principal'),
    await staffNamed(world, '陆明川', 'center', world.centerId),
    center,
  ];
  for (const who of reviewers) {
    const [context, page] = await open(who, path);
    await page.getByLabel(/^通过/).check();
    await page.getByRole('button', { name: '提交审核意见' }).click();
    await page.waitForLoadState();
    await context.close();
  }
  return path;
}

/** Starts, goes on by key and by tap, without a network, and says that it was told. */
async function tell(sessionId: string, viewport: typeof LARGE): Promise<void> {
  const [context, page] = await open(clerk, `/sessions/${sessionId}/preface/present`, viewport);
  await context.setOffline(true);
  await page.getByRole('button', { name: '开始' }).click();
  await page.keyboard.press('ArrowDown');
  expect(await page.locator('[aria-current]').textContent()).toContain('炉子的烟道');
  await page.locator('[data-script] li').first().click();
  await page.keyboard.press('m');
  expect(await page.locator('.script.flip').count()).toBe(1);
  await page.waitForTimeout(1_100);
  await page.getByRole('button', { name: '已宣讲' }).click();
  await page.getByRole('heading', { name: '讲完了' }).waitFor();
  await page.locator('[data-status]').filter({ hasText: '留在这部手机上' }).waitFor();
  expect(await manager().countBy(BriefDelivery, { sessionId })).toBe(0);
  await context.setOffline(false);
  await page.locator('[data-status]').filter({ hasText: '记好了' }).waitFor();
  await context.close();
}

it('goes from a draft to the people who were there, and out of a thousand queues again', async () => {
  const path = await publish();
  const briefId = path.split('/').at(-1)!;
  const waiting = () => manager().countBy(PrefaceItem, { briefId, state: 'waiting' });
  await until(async () => (await waiting()) >= 2, 20_000);

  const queue = `/schools/${world.schoolId}/desk/sessions/${sessions[0]}/preface`;
  const [planning, page] = await open(clerk, queue);
  expect(await page.textContent('main')).toContain('为什么讲它：');
  await planning.close();

  await tell(sessions[0]!, PHONE);
  await tell(sessions[1]!, LARGE);
  const told = await manager().findBy(BriefDelivery, { briefId });
  expect(told.map(({ source }) => source)).toEqual(['offline', 'offline']);
  expect(told.every(({ seconds }) => seconds >= 1 && seconds < 60)).toBe(true);

  const [counting, reach] = await open(center, '/center/preface/reach');
  const line = reach.getByRole('row', { name: /^县级/ });
  expect(await line.getByRole('cell').allTextContents()).toEqual(['2', '4', '4']);
  await counting.close();

  const held = await waiting();
  expect(held).toBeGreaterThanOrEqual(100);
  const [ending, withdrawal] = await open(center, `${path}/withdrawal`);
  await withdrawal.fill('#reason', '电话写错了，请打 12345');
  await withdrawal.getByRole('button', { name: '撤回' }).click();
  await withdrawal.getByText('撤回：电话写错了').first().waitFor();
  expect(await waiting()).toBe(0);
  const mended = async () =>
    (await manager().find(PrefaceClass)).every(({ dueSince }) => dueSince === null);
  expect(await until(mended, 5_000)).toBeLessThan(1_000);
  await ending.close();
});
