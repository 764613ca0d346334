import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { newId } from '../../src/shared/kernel/ids';
import { addDays, dateOf, instantOf, mondayOf } from '../../src/shared/kernel/shanghai';
import { Room } from '../../src/sites/room.entity';
import { launch } from '../support/chromium';
import { newDatabase, TestDatabase } from '../support/database';
import { Keyboard } from '../support/keyboard';
import { Server, startServer } from '../support/rush';
import { World } from '../support/world';

jest.setTimeout(120_000);

const WEDNESDAY = addDays(mondayOf(dateOf(new Date())), 9);
const evening = { startsAt: instantOf(WEDNESDAY, '19:00'), taken: 5 };

let test: TestDatabase;
let world: World;
let server: Server;
let browser: Browser;
let sheet: string;
let sid: string;

beforeAll(async () => {
  test = await newDatabase();
  world = await World.make(test.database, new Date());
  const room = (name: string, capacity: number) => ({
    ...{ id: newId(), schoolId: world.schoolId, name, capacity },
  });
  await test.database.write((tx) => tx.insert(Room, [room('小间', 2), room('大厅', 80)]));
  server = await startServer(test);
  browser = await launch();
  sheet = `/schools/${world.schoolId}/desk/timetable?week=${WEDNESDAY}&day=3`;
  sid = (await world.staff('clerk')).token;
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await test.drop();
});

const at = (path: string): string => `http://127.0.0.1:${server.port}${path}`;

/** The week in a window of its own. */
async function open(width: number, more: object = {}): Promise<[BrowserContext, Page]> {
  const viewport = { width, height: width < 600 ? 844 : 900 };
  const context = await browser.newContext({ viewport, bypassCSP: true, ...more });
  await context.addCookies([{ name: 'sid', value: sid, domain: '127.0.0.1', path: '/' }]);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(at(sheet));
  return [context, page];
}

/** The middle of what the eye takes for this. */
async function middle(page: Page, selector: string): Promise<[number, number]> {
  const box = (await page.locator(selector).boundingBox())!;
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** The cell of a room on a day, 1 for Monday. */
const cell = (room: string, day: number): string =>
  `tr:has(th b:text-is("${room}")) td:nth-child(${day + 1})`;
const movable = (title: string): string => `.movable:has(b:text-is("${title}"))`;

const wanted = (page: Page) =>
  Promise.all([page.inputValue('[name=date]'), page.inputValue('[name=startsAt]')]);

it.each([390, 1280])('moves an evening by the keyboard alone (%i)', async (width) => {
  const title = `键盘${width}`;
  const { id: classId } = await world.nightClass({ ...evening, title });
  const [context, page] = await open(width);
  const keys = new Keyboard(page);
  await keys.tabTo(`移动 周三 19:00 ${title}`);
  await keys.go();
  expect(await page.textContent('[aria-label=正在移动]')).toContain(`正在移动“${title}”`);
  if (width < 600) {
    await keys.tabTo(/^周四/);
    await keys.go();
  }
  await keys.tabTo('移到 周四 19:00 国学教室');
  await keys.go();
  // the form is judged by the page it is on: its date field has stops of its own inside
  expect(keys.wrong).toEqual([]);
  expect(await wanted(page)).toEqual([addDays(WEDNESDAY, 1), '19:00']);
  await keys.tabTo('原因');
  await keys.type('周三停电检修');
  await keys.tabTo('保存并通知');
  await keys.go();
  expect(await page.textContent('[role=status]')).toContain('改好了');
  expect(await page.locator('s').first().textContent()).toContain('19:00');
  await test.database.write((tx) => tx.delete(ClassSession, { classId }));
  await context.close();
});

it('leaves by Escape what it began', async () => {
  await world.nightClass({ ...evening, title: '不挪了' });
  const [context, page] = await open(1280);
  await page.click(`${movable('不挪了')} .slot-move`);
  await page.waitForSelector('[aria-label=正在移动]');
  await page.keyboard.press('Escape');
  await page.waitForSelector(movable('不挪了'));
  expect(page.url()).not.toContain('moving');
  await context.close();
});

describe('a slot that is dragged', () => {
  const title = '拖动的班';
  beforeAll(() => world.nightClass({ ...evening, title }));

  async function carry(page: Page, selector: string): Promise<void> {
    await page.mouse.move(...(await middle(page, movable(title))));
    await page.mouse.down();
    await page.mouse.move(...(await middle(page, selector)), { steps: 8 });
    await page.waitForSelector('td.slot-to');
  }

  it('follows the link of the cell under it', async () => {
    const [context, page] = await open(1280);
    await carry(page, cell('国学教室', 5));
    expect(await page.locator('td.slot-sub.slot-to').count()).toBe(1);
    await page.mouse.up();
    await page.waitForSelector('[name=date]');
    expect(await wanted(page)).toEqual([addDays(WEDNESDAY, 2), '19:00']);
    await context.close();
  });

  it('leads to the page that says why where it cannot go', async () => {
    const [context, page] = await open(1280);
    await carry(page, cell('小间', 5));
    await page.mouse.up();
    await page.waitForSelector('[aria-label=正在移动]');
    expect(await page.textContent(cell('小间', 5))).toContain('只有 2 座，要坐 5 人');
    await context.close();
  });

  it('stays where it is after Escape, and when it is let go at home', async () => {
    const [context, page] = await open(1280);
    await carry(page, cell('国学教室', 5));
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await page.locator('.movable[style*=translate], td.slot-to').count()).toBe(0);
    const [x, y] = await middle(page, movable(title));
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 12, y + 6, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction("!document.querySelector('.movable[style*=translate]')");
    expect(page.url()).toBe(at(sheet));
    await context.close();
  });

  it('follows a finger on its handle, and only there', async () => {
    const [context, page] = await open(390, { hasTouch: true, isMobile: true });
    await page.locator('.rooms-week').scrollIntoViewIfNeeded();
    const from = await middle(page, `${movable(title)} .slot-move`);
    const to = await middle(page, `${cell('大厅', 3)} .slot-free`);
    await touch(page, from, to);
    await page.waitForSelector('[name=date]');
    expect((await wanted(page))[0]).toBe(WEDNESDAY);
    await context.close();
  });

  async function touch(page: Page, from: [number, number], to: [number, number]): Promise<void> {
    const session = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: [number, number][]) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map(([x, y]) => ({ x, y })),
      });
    await send('touchStart', [from]);
    for (const share of [0.1, 0.4, 0.7, 1])
      await send('touchMove', [
        [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share],
      ]);
    await send('touchEnd', []);
  }
});

it('needs no script', async () => {
  await world.nightClass({ ...evening, title: '没有脚本' });
  const [context, page] = await open(1280, { javaScriptEnabled: false });
  await page.click(`${movable('没有脚本')} .slot-move`);
  await page.click('a:has-text("下周")');
  await page.click(`${cell('国学教室', 1)} .slot-to`);
  expect(await wanted(page)).toEqual([addDays(WEDNESDAY, 5), '19:00']);
  await context.close();
});
