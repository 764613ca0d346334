import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { Attendance } from '../../src/attendance/attendance.entity';
import { checkInCode, checkInSeed } from '../../src/attendance/check-in-code';
import { Course } from '../../src/curriculum/course.entity';
import { Session } from '../../src/identity/session.entity';
import { PlannedClass } from '../../src/planning/class-plan.entity';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { newId } from '../../src/shared/kernel/ids';
import {
  addDays,
  dateOf,
  inputMoment,
  mondayOf,
  timeOf,
  weekdayText,
} from '../../src/shared/kernel/shanghai';
import { OutboxMessage } from '../../src/shared/outbox/outbox-message.entity';
import { Room } from '../../src/sites/room.entity';
import { School } from '../../src/sites/school.entity';
import { Site } from '../../src/sites/site.entity';
import { launch } from '../support/chromium';
import { newDatabase, TestDatabase } from '../support/database';
import { Server, startServer } from '../support/rush';
import { Learner, World } from '../support/world';

jest.setTimeout(240_000);

const SECRET = 'a secret of at least thirty-two bytes for tests';
const FIRST = addDays(mondayOf(dateOf(new Date())), 14);
const LAST = addDays(FIRST, 27);
const TEACHERS = ['沈月', '顾明', '李梅', '王川', '赵青', '孙河', '周岚', '吴桐', '郑秋', '钱江'];

let test: TestDatabase;
let world: World;
let server: Server;
let browser: Browser;
let center: Learner;
let learners: Learner[];
const second = { siteId: newId(), schoolId: newId() };

beforeAll(async () => {
  test = await newDatabase();
  world = await World.make(test.database, new Date());
  await test.database.write(async (tx) => {
    await tx.update(Course, { id: world.courseId }, { sessionCount: 2 });
    const path = `/${world.centerId}/${second.siteId}/`;
    const site = { level: 'station' as const, name: '桂花社区', parentId: world.centerId };
    await tx.insert(Site, { ...site, id: second.siteId, path });
    const contact = { principal: '周明', phone: '12345', address: '桂花路 1 号' };
    const school = { id: second.schoolId, siteId: second.siteId, name: '桂花夜校' };
    await tx.insert(School, { ...school, ...contact });
    const room = { schoolId: second.schoolId, name: '生活馆', capacity: 40 };
    await tx.insert(Room, { ...room, id: newId() });
  });
  center = await world.staff('center', world.centerId);
  const mails = ['learner0@example.com', 'learner1@example.com', undefined];
  learners = await Promise.all(
    mails.map((email) => world.learner({ name: '李秀兰', ...(email && { email }) })),
  );
  server = await startServer(test);
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await test.drop();
});

const at = (path: string): string => `http://127.0.0.1:${server.port}${path}`;
const rows = () => test.database.reader.manager;

async function open(one: Learner, width = 1280): Promise<[BrowserContext, Page]> {
  const viewport = { width, height: width < 600 ? 844 : 900 };
  const context = await browser.newContext({ viewport, bypassCSP: true });
  const cookie = { name: 'sid', value: one.token, domain: '127.0.0.1', path: '/' };
  await context.addCookies([cookie]);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return [context, page];
}

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).first().click();
/** What a person without a mouse does once the focus is there (timetable-move goes the whole way). */
async function enter(page: Page, target: Locator): Promise<void> {
  await target.focus();
  await page.keyboard.press('Enter');
}
const said = (page: Page, text: string) =>
  page.locator('[role=status]').filter({ hasText: text }).waitFor();

/** The classes that the plan made, in the order in which they were pasted. */
async function made(): Promise<NightClass[]> {
  const planned = await rows().find(PlannedClass, { order: { position: 'ASC' } });
  return Promise.all(
    planned.map(({ classId }) => rows().findOneByOrFail(NightClass, { id: classId! })),
  );
}

const eveningOf = ({ id }: NightClass) =>
  rows().findOneByOrFail(ClassSession, { classId: id, position: 1 });
const deskOf = ({ schoolId }: NightClass): string => `/schools/${schoolId}/desk`;

it('opens a term and plans ten classes over two schools', async () => {
  const [context, page] = await open(center);
  await page.goto(at('/center/terms/new'));
  await page.fill('#name', '试点学期');
  await page.fill('#firstDay', FIRST);
  await page.fill('#lastDay', LAST);
  // the season that the world began with gives way
  await test.database.write((tx) =>
    tx.query(`UPDATE term SET ends_at = '${new Date(Date.now() + 7 * 86_400_000).toISOString()}'`),
  );
  await page.locator('main form button[type=submit]').first().click();
  await page.getByText('试点学期').first().waitFor();
  await page.goto(at('/plans/new'));
  expect(await page.inputValue('#firstDay')).toBe(FIRST);
  await page.fill('#opensAt', inputMoment(new Date(Date.now() - 3_600_000)));
  await press(page, '下一步，加班');
  await page.getByRole('link', { name: '粘贴名单' }).first().click();
  const lines = TEACHERS.map(
    (name, i) => `书法体验\t${name}\t${i < 5 ? '望云' : '桂花'}夜校\t20人`,
  );
  await page.fill('#text', lines.join('\n'));
  await press(page, '加进来');
  await said(page, '加了 10 个班');
  await press(page, '排课表');
  await said(page, '课表排好了');
  await press(page, '生成这 10 个班的草稿');
  await said(page, '已生成班级草稿');
  const classes = await made();
  expect(classes.map(({ teacherName }) => teacherName)).toEqual(TEACHERS);
  expect(new Set(classes.map(({ schoolId }) => schoolId)).size).toBe(2);
  for (const one of classes.slice(0, 4)) {
    await page.goto(at(`${deskOf(one)}/classes/${one.id}`));
    await press(page, '公布');
    await page.locator('[role=status]').waitFor();
  }
  await context.close();
});

async function enrol(learner: Learner, one: NightClass): Promise<void> {
  const [context, page] = await open(learner, 390);
  await page.goto(at(`/classes/${one.id}`));
  await press(page, /报名/);
  await page.waitForURL(/\/enrollments\//);
  await context.close();
}

it('moves one by keyboard, cancels another, hands a third over, and learners are told', async () => {
  const [moved, cancelled, handed] = (await made()) as [NightClass, NightClass, NightClass];
  for (const [i, one] of [moved, cancelled, handed].entries()) await enrol(learners[i]!, one);
  const [context, page] = await open(center);
  const first = await eveningOf(moved);
  await page.goto(at(`${deskOf(moved)}/timetable?week=${dateOf(first.startsAt)}`));
  const when = `${weekdayText(moved.weekday)} ${timeOf(first.startsAt)}`;
  await enter(page, page.getByRole('link', { name: `移动 ${when} 书法体验` }));
  await page.locator('[aria-label=正在移动]').waitFor();
  await enter(page, page.getByRole('link', { name: /^移到 / }).first());
  await page.focus('#reason');
  await page.keyboard.type('当晚停电检修');
  await enter(page, page.getByRole('button', { name: '保存并通知' }));
  await said(page, '改好了');
  const off = await eveningOf(cancelled);
  await page.goto(at(`${deskOf(cancelled)}/sessions/${off.id}/cancellation`));
  await page.fill('#reason', '老师外出培训');
  await press(page, '停课并通知');
  await page.locator('[role=status]').waitFor();
  const other = await eveningOf(handed);
  await page.goto(at(`${deskOf(handed)}/sessions/${other.id}/change`));
  await page.fill('#teacherName', '许代');
  await page.fill('#reason', '老师生病');
  await press(page, '保存并通知');
  await said(page, '改好了');
  await context.close();

  const words = ['当晚停电检修', '老师外出培训', '许代'];
  const mails = await rows().find(OutboxMessage);
  for (const [i, one] of [moved, cancelled, handed].entries()) {
    const [phone, page] = await open(learners[i]!, 390);
    await page.goto(at(`/classes/${one.id}`));
    expect(await page.textContent('main')).toContain(words[i]);
    // by mail, or on their own page who has none
    await page.goto(at('/my'));
    const own = mails.filter(({ toAddress }) => toAddress === `learner${i}@example.com`);
    const told = i < 2 ? own.map(({ model }) => model).join() : await page.textContent('main');
    expect(told).toContain(words[i]);
    await phone.close();
  }
});

/** The same county on the evening of a session, ten minutes before it starts; everybody is still signed in. */
async function travelTo({ startsAt }: ClassSession): Promise<number> {
  const ahead = startsAt.getTime() - 600_000 - Date.now();
  await server.stop();
  server = await startServer(test, { CLOCK_AHEAD: String(ahead) });
  const seenAt = new Date(Date.now() + ahead);
  await test.database.write((tx) => tx.updateAll(Session, { seenAt, expiresAt: addHour(seenAt) }));
  return ahead;
}
const addHour = (from: Date): Date => new Date(from.getTime() + 3_600_000);

it('runs the door of a planned evening for three learners, one of whom the clerk ticks without a network', async () => {
  const planned = (await made())[3]!;
  for (const learner of learners) await enrol(learner, planned);
  const clerk = await world.staff('clerk');
  const session = await eveningOf(planned);
  const ahead = await travelTo(session);
  for (const learner of learners.slice(0, 2)) {
    const [phone, page] = await open(learner, 390);
    await page.goto(at(`/sessions/${session.id}/check-in`));
    const now = new Date(Date.now() + ahead);
    await page.fill('#code', checkInCode(checkInSeed(SECRET, session.id), now));
    await press(page, '签到');
    await page.waitForURL(/\/attendance$/);
    await phone.close();
  }
  const [context, page] = await open(clerk, 390);
  await page.goto(at(`${deskOf(planned)}/sessions/${session.id}/door`));
  await context.setOffline(true);
  const waiting = page.locator('[data-person]').filter({ hasNotText: '自己签到' });
  await waiting.getByRole('button', { name: '已到' }).click();
  await page.locator('[data-door-status]').filter({ hasText: '1 条签到等待上传' }).waitFor();
  await context.setOffline(false);
  await page.locator('[data-door-status]').filter({ hasText: '签到已上传' }).waitFor();
  await page.locator('.stats').filter({ hasText: '3 / 3' }).waitFor();
  const marks = await rows().findBy(Attendance, { sessionId: session.id });
  expect(marks.map(({ source }) => source).sort()).toEqual(['self', 'self', 'staff']);
  await context.close();
});
