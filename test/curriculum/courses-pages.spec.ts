import { Course, CourseLesson } from '../../src/curriculum/course.entity';
import { newId } from '../../src/shared/kernel/ids';
import { csrfOf, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';

let test: TestApp;
let world: World;
let centre: Learner;

beforeAll(async () => {
  test = await startApp();
  world = await World.make(test.database, test.clock.now());
  centre = await world.staff('center', world.centerId);
});
afterAll(() => test.stop());

const as = ({ token }: Learner) => test.browser().set('cookie', `sid=${token}`);

const course = {
  title: '毛笔楷书基础',
  category: 'heritage',
  tier: 'advanced',
  trackId: '',
  newTrack: '书法',
  summary: '从一横一竖写到一篇',
  description: '',
  audience: '适合学过“书法体验”的居民',
  outcome: '',
  bring: '毛笔\n字帖',
  lessons: '横与竖｜各写三遍\n撇与捺',
  capacity: '30',
  minimum: '10',
  marketPrice: '',
  marketPriceNote: '',
};

async function send(formPath: string, path: string, fields: object) {
  const agent = as(centre);
  const shown = await agent.get(formPath).expect(200);
  const keys = { _csrf: csrfOf(shown.text), actionKey: newId() };
  return agent
    .post(path)
    .type('form')
    .send({ ...keys, ...fields });
}

it('shows the courses by category, and one with its ladder', async () => {
  const { text } = await test.browser().get('/courses').expect(200);
  expect(text).toContain('国学非遗');
  expect(text).toContain(`/courses/${world.courseId}`);
  const one = await test.browser().get(`/courses/${world.courseId}`).expect(200);
  expect(one.text).toContain('您在看的课');
  expect(one.text).toContain('还没有开这一层');
  expect(one.text).toContain(`/classes?q&#x3D;${encodeURIComponent('书法体验')}`);
  await test.browser().get('/courses/nothing').expect(404);
});

it('filters, and says so when nothing is left', async () => {
  const { text } = await test.browser().get('/courses?category=fire&tier=master').expect(200);
  expect(text).toContain('这一类、这一层还没有课');
  const odd = await test.browser().get('/courses?category=;drop&tier[]=x').expect(200);
  expect(odd.text).toContain('书法体验');
});

it('counts the lines of the lesson plan as lessons and makes the named track', async () => {
  expect((await send('/center/courses/new', '/center/courses', course)).status).toBe(303);
  const { manager } = test.database.reader;
  const made = await manager.findOneByOrFail(Course, { title: course.title });
  expect(made).toMatchObject({ sessionCount: 2, isListed: true, marketPriceFen: null });
  const lessons = await manager.countBy(CourseLesson, { courseId: made.id });
  expect(lessons).toBe(2);
  const { text } = await test.browser().get(`/courses/${made.id}`).expect(200);
  expect(text).toContain('各写三遍');
  expect(text).toContain('毛笔、字帖');
  expect(text).not.toContain('市场参考价');
});

it('replaces the plan when it is edited, and shows a known price with its note', async () => {
  const { manager } = test.database.reader;
  const { id } = await manager.findOneByOrFail(Course, { title: course.title });
  const changed = {
    ...course,
    ...{ lessons: '横\n竖\n撇', marketPrice: '600', marketPriceNote: '演示数值' },
  };
  const answer = await send(`/center/courses/${id}/edit`, `/center/courses/${id}`, changed);
  expect(answer.status).toBe(303);
  const { text } = await test.browser().get(`/courses/${id}`).expect(200);
  expect(text).toContain('¥600（演示数值）');
  expect(text).toContain('共 3 节');
});

it('refuses a taken title and a plan without titles beside their fields', async () => {
  const taken = await send('/center/courses/new', '/center/courses', course);
  expect(taken.status).toBe(422);
  expect(taken.text).toContain('已有同名的课程');
  const bad = { ...course, title: '行书', lessons: '｜没有标题', minimum: '40' };
  const answer = await send('/center/courses/new', '/center/courses', bad);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('有 2 处要改');
  expect(answer.text).toContain('第 1 节缺标题');
  expect(answer.text).toContain('开班人数不能多于名额');
  expect(await test.database.reader.manager.countBy(Course, { title: '行书' })).toBe(0);
});

it('takes a course off the list after asking; its page is gone', async () => {
  const { id } = await test.database.reader.manager.findOneByOrFail(Course, {
    title: course.title,
  });
  const path = `/center/courses/${id}/unlisting`;
  expect((await send(path, path, {})).status).toBe(303);
  await test.browser().get(`/courses/${id}`).expect(404);
  expect((await as(centre).get('/center/courses')).text).toContain('已下架');
  expect((await send('/center/courses', `/center/courses/${id}/listing`, {})).status).toBe(303);
  await test.browser().get(`/courses/${id}`).expect(200);
});

it('is kept by the centre alone', async () => {
  const clerk = await world.staff('clerk');
  await as(clerk).get('/center/courses').expect(403);
  await test.browser().get('/center').expect(303);
  const overview = await as(centre).get('/center').expect(200);
  expect(overview.text).toContain('望云夜校');
});
