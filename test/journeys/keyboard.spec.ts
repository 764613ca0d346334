import type { Browser, BrowserContext } from 'playwright-core';
import { launch } from '../support/chromium';
import { newDatabase, TestDatabase } from '../support/database';
import { Keyboard } from '../support/keyboard';
import { Server, startServer } from '../support/rush';
import { World } from '../support/world';

jest.setTimeout(180_000);

let test: TestDatabase;
let world: World;
let server: Server;
let browser: Browser;

beforeAll(async () => {
  test = await newDatabase();
  world = await World.make(test.database, new Date());
  await world.nightClass({ title: '太极拳', search: '太极拳 taijiquan tjq', startsInDays: 4 });
  server = await startServer(test);
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await test.drop();
});

const at = (path: string): string => `http://127.0.0.1:${server.port}${path}`;

async function window(width: number, token?: string): Promise<[BrowserContext, Keyboard]> {
  const viewport = { width, height: width < 600 ? 844 : 900 };
  const context = await browser.newContext({ viewport, bypassCSP: true });
  if (token)
    await context.addCookies([{ name: 'sid', value: token, domain: '127.0.0.1', path: '/' }]);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return [context, new Keyboard(page)];
}

let phone = 19_000_300_000;

async function signUp(keys: Keyboard): Promise<void> {
  await keys.tabTo('姓名');
  await keys.type('李秀兰');
  await keys.tabTo('手机号');
  await keys.type('190001');
  await keys.tabTo('密码');
  await keys.type('deng-huo-ke-qin');
  await keys.tabTo('所在社区');
  await keys.press('ArrowDown');
  await keys.tabTo('14–17 岁');
  await keys.press('ArrowLeft'); // round to the last one
  await keys.tabTo(/我已阅读并同意/);
  await keys.press('Space');
  await keys.tabTo('注册');
  await keys.go();
}

/** The summary has the focus; its link leads to the field. */
async function mend(keys: Keyboard): Promise<void> {
  expect((await keys.focus()).html).toContain('role="alert"');
  await keys.tabTo(/手机号/);
  await keys.press('Enter');
  expect((await keys.focus()).html).toContain('id="phone"');
  await keys.press('ControlOrMeta+a');
  await keys.type(String(phone++));
  await keys.tabTo('密码');
  await keys.type('deng-huo-ke-qin');
  await keys.tabTo('注册');
  await keys.go('Space');
}

const heading = (keys: Keyboard): Promise<string> =>
  keys.page.evaluate<string>(`document.querySelector('h1').textContent`);

it.each([390, 1280])(
  'is enough to sign up, find a class, enrol and withdraw (%i)',
  async (width) => {
    const [context, keys] = await window(width);
    const title = `书法体验${width}`;
    await world.nightClass({
      title,
      search: `${title} shufatiyan${width}`,
      startsInDays: width / 50,
    });
    await keys.page.goto(at('/'));
    await keys.tabTo('跳到正文');
    await keys.press('Enter');
    expect((await keys.focus()).html).toContain('id="main"');
    await keys.tabTo('去选课');
    await keys.go();
    await keys.tabTo(/^搜课程/);
    await keys.type(`shufatiyan${width}`);
    await keys.go();
    await keys.tabTo(title);
    await keys.go();
    expect(await heading(keys)).toBe(title);
    await keys.tabTo('登录后报名');
    await keys.go();
    await keys.tabTo('用手机号注册');
    await keys.go();
    await signUp(keys);
    await mend(keys);
    expect(await heading(keys)).toBe(title);
    await keys.tabTo('报名');
    await keys.go();
    expect(await heading(keys)).toBe('报上了');
    await keys.tabTo('退课');
    await keys.go();
    await keys.tabTo('退课');
    await keys.go();
    expect(await keys.page.textContent('main')).toContain('已退课');
    expect(keys.wrong).toEqual([]);
    expect(keys.stops).toBeGreaterThan(50);
    await context.close();
  },
);

it.each([390, 1280])('turns 长辈版 on, everywhere and off again (%i)', async (width) => {
  const [context, keys] = await window(width);
  const mode = () => keys.page.getAttribute('html', 'data-mode');
  await keys.page.goto(at('/classes'));
  await keys.tabTo('长辈版');
  await keys.go('Space');
  expect(await mode()).toBe('elder');
  await keys.tabTo('太极拳');
  await keys.go();
  expect(await mode()).toBe('elder');
  await keys.tabTo('标准版');
  await keys.go();
  expect(await mode()).toBeNull();
  expect(keys.wrong).toEqual([]);
  await context.close();
});

it.each([390, 1280])('lets a clerk enrol who stands at the desk (%i)', async (width) => {
  const clerk = await world.staff('clerk');
  const [context, keys] = await window(width, clerk.token);
  await keys.page.goto(at(`/schools/${world.schoolId}/desk`));
  await keys.tabTo('代报名，太极拳');
  await keys.go();
  expect((await keys.focus()).html).toContain('id="name"');
  await keys.type('高宁');
  await keys.tabTo('手机号');
  await keys.type(String(phone++));
  await keys.tabTo('14–17 岁');
  await keys.press('Space');
  await keys.press('ArrowRight');
  await keys.tabTo(/本人同意/);
  await keys.press('Space');
  await keys.tabTo('报名');
  await keys.go();
  expect(await keys.page.textContent('[role=status]')).toContain('高* 报上了');
  expect((await keys.focus()).html).toContain('id="name"');
  expect(keys.wrong).toEqual([]);
  await context.close();
});
