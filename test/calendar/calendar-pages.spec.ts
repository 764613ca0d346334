import { CalendarDay } from '../../src/calendar/calendar-day.entity';
import { AuditEntry } from '../../src/shared/audit/audit-entry.entity';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { countStatements, csrfOf, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';

let test: TestApp;
let world: World;
let centre: Learner;
let principal: Learner;
const county = '/center/calendar';
const school = () => `/schools/${world.schoolId}/desk/calendar`;

beforeAll(async () => {
  test = await startApp({ now: instantOf('2026-11-25', '10:00') });
  world = await World.make(test.database, test.clock.now());
  centre = await world.staff('center', world.centerId);
  principal = await world.staff('principal');
});
afterAll(() => test.stop());

const as = ({ token }: Learner) => test.browser().set('cookie', `sid=${token}`);

async function send(who: Learner, form: string, path: string, fields: object) {
  const agent = as(who);
  const _csrf = csrfOf((await agent.get(form).expect(200)).text);
  return agent
    .post(path)
    .type('form')
    .send({ _csrf, ...fields });
}
const found = (name: string) => test.database.reader.manager.findOneByOrFail(CalendarDay, { name });

const day = { kind: 'anniversary', name: '国家宪法日', every: 'year', source: '全国人大常委会' };

it('marks a day of the county, says why, and changes and takes it away', async () => {
  const fields = { ...day, firstDay: '2026-12-04' };
  expect((await send(centre, `${county}/new`, county, fields)).status).toBe(303);
  const { text } = await as(centre).get(county).expect(200);
  expect(text).toContain('12月4日 周五');
  expect(text).toContain('每年12月4日');
  const { id } = await found('国家宪法日');
  const rule = `${county}/rules/${id}`;
  expect((await as(centre).get(`${rule}/edit`)).text).toContain('value="2026-12-04"');
  const market = { ...day, name: '城关集市', kind: 'market', every: 'market', digits: '3、8' };
  expect((await send(centre, `${rule}/edit`, rule, market)).status).toBe(303);
  expect(await found('城关集市')).toMatchObject({ id, digits: '38', firstDay: null });
  const after = (await as(centre).get(county)).text;
  expect(after).toContain('农历日期逢 3、8');
  expect(after).toContain('农历十月十八');
  expect((await send(centre, `${rule}/removal`, `${rule}/removal`, {})).status).toBe(303);
  expect((await as(centre).get(county)).text).toContain('接下来半年没有标出的日子');
  const lines = await test.database.reader.manager.findBy(AuditEntry, { subjectId: id });
  expect(lines.map(({ action }) => action).sort()).toEqual(
    ['create', 'remove', 'update'].map((one) => `calendar_day.${one}`),
  );
});

it.each([
  [{ every: 'once' }, '请选择第一天'],
  [{ every: 'once', firstDay: '2026-12-05', lastDay: '2026-12-04' }, '最后一天不能早于第一天'],
  [{ every: 'festival' }, '请选择节日'],
  [{ every: 'market', digits: '逢三' }, '集日尾数请填农历日期的末位数字'],
  [{ kind: 'nothing' }, '请重新选择种类'],
])('keeps what was typed and says what to change: %j', async (more, said) => {
  const answer = await send(centre, `${county}/new`, county, { ...day, ...more });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(said);
  expect(answer.text).toContain('value="国家宪法日"');
});

it('lets a school close a week of its own beside the days of the county', async () => {
  const spring = { ...day, name: '春节', kind: 'festival', every: 'festival', festival: '春节' };
  await send(centre, `${county}/new`, county, { ...spring, pending: '1' });
  const closed = { kind: 'closed', name: '电路检修', every: 'once', source: '本校' };
  const week = { ...closed, firstDay: '2026-12-28', lastDay: '2027-01-03' };
  expect((await send(principal, `${school()}/new`, school(), week)).status).toBe(303);
  expect((await found('电路检修')).schoolId).toBe(world.schoolId);
  const { text } = await as(principal).get(school());
  expect(text).toContain('12月28日至2027年1月3日');
  expect(text).toContain('待国务院通知');
  expect(text).not.toContain((await found('春节')).id);
  expect((await as(centre).get(county)).text).not.toContain('电路检修');
});

it('keeps holidays for the county, and the pages of each to those who may', async () => {
  const holiday = { kind: 'holiday', name: '校庆', every: 'once', source: '本校' };
  const answer = await send(principal, `${school()}/new`, school(), holiday);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('请重新选择种类');
  const clerk = await world.staff('clerk');
  expect((await as(clerk).get(school()).expect(200)).text).not.toContain('添加日子');
  await as(clerk).get(`${school()}/new`).expect(403);
  await as(principal).get(county).expect(403);
  const { id } = await found('春节');
  await as(principal).get(`${school()}/days/${id}/edit`).expect(404);
});

it('asks the database no more when there are more rules', async () => {
  const asked = () => countStatements(() => as(principal).get(school()));
  const few = await asked();
  await send(centre, `${county}/new`, county, { ...day, name: '教师节', firstDay: '2026-09-10' });
  expect(await asked()).toBe(few);
});
