import { Not } from 'typeorm';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { AuditEntry } from '../../src/shared/audit/audit-entry.entity';
import { addDays, instantOf } from '../../src/shared/kernel/shanghai';
import type { Actor } from '../../src/shared/web/actor';
import { Terms } from '../../src/terms/terms.service';
import { TermOverride } from '../../src/terms/term-override.entity';
import { Term } from '../../src/terms/term.entity';
import { daysOf, periodOf } from '../../src/terms/term.rules';
import { csrfOf, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';

let test: TestApp;
let world: World;
let centre: Learner;
let principal: Learner;
const county = '/center/terms';
const school = () => `/schools/${world.schoolId}/desk/terms`;

beforeAll(async () => {
  test = await startApp({ now: instantOf('2026-11-25', '10:00') });
  world = await World.make(test.database, test.clock.now());
  const days = { firstDay: '2026-09-01', lastDay: '2026-11-30' };
  const autumn = { name: '2026 秋季', ...periodOf(days) };
  await test.database.write((tx) => tx.update(Term, { id: world.termId }, autumn));
  centre = await world.staff('center', world.centerId);
  principal = await world.staff('principal');
});
/** Back to the autumn, without classes. */
beforeEach(() =>
  test.database.write(async (tx) => {
    await tx.deleteAll(ClassSession);
    await tx.deleteAll(NightClass);
    await tx.deleteAll(TermOverride);
    await tx.delete(Term, { id: Not(world.termId) });
  }),
);
afterAll(() => test.stop());

const as = ({ token }: Learner) => test.browser().set('cookie', `sid=${token}`);
const read = async (who: Learner, path: string) => (await as(who).get(path).expect(200)).text;

async function send(who: Learner, form: string, path: string, fields: object = {}) {
  const agent = as(who);
  const _csrf = csrfOf((await agent.get(form).expect(200)).text);
  return agent
    .post(path)
    .type('form')
    .send({ _csrf, ...fields });
}

const winter = { name: '2026 冬季', firstDay: '2026-12-01', lastDay: '2027-02-05' };
const opened = async (values = winter) => {
  expect((await send(centre, `${county}/new`, county, values)).status).toBe(303);
  return find(values.name);
};
const find = (name: string) => test.database.reader.manager.findOneByOrFail(Term, { name });
const change = (id: string, values: object) =>
  send(centre, `${county}/${id}/edit`, `${county}/${id}`, { ...winter, ...values });
const ownDays = (id: string, firstDay: string, lastDay: string) =>
  send(principal, `${school()}/${id}/edit`, `${school()}/${id}`, {
    ...{ whose: 'own', firstDay, lastDay },
  });
const asCounty = (id: string) =>
  send(principal, `${school()}/${id}/edit`, `${school()}/${id}`, { whose: 'county' });
/** The term that a class from this day on would belong to. */
const holding = async (date: string, at = world.schoolId) => {
  const [id] = await test.database.write((tx) =>
    test.app.get(Terms).holding(tx, [{ schoolId: at, date }]),
  );
  return test.database.reader.manager.findOneByOrFail(Term, { id: id! });
};

it('opens a term, changes it, and removes it while nothing is in it', async () => {
  const { id } = await opened();
  expect(await read(centre, county)).toContain('12月1日至2027年2月5日');
  expect(await read(centre, '/center/calendar')).toContain(
    '<b>2026 冬季</b> 12月1日至2027年2月5日',
  );
  expect((await change(id, { lastDay: '2027-02-08' })).status).toBe(303);
  expect(daysOf(await find('2026 冬季')).lastDay).toBe('2027-02-08');
  expect((await send(centre, `${county}/${id}/removal`, `${county}/${id}/removal`)).status).toBe(
    303,
  );
  expect(await read(centre, county)).not.toContain('2026 冬季');
  const lines = await test.database.reader.manager.findBy(AuditEntry, { subjectId: id });
  expect(lines.map(({ action }) => action).sort()).toEqual(
    ['create', 'remove', 'update'].map((one) => `term.${one}`),
  );
});

it.each([
  [{ lastDay: '2026-11-30' }, '最后一天不能早于第一天'],
  [{ lastDay: '2028-02-05' }, '一个学期最多 366 天，请核对年份'],
  [{ firstDay: '2026-11-30' }, '“2026 冬季”和“2026 秋季”有重叠的日子，请错开'],
  [{ name: '2026 秋季' }, '已有同名的学期，请换一个名称'],
])('keeps what was typed and says what to change: %j', async (more, said) => {
  const answer = await send(centre, `${county}/new`, county, { ...winter, ...more });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(said);
  expect(answer.text).toContain(`value="${{ ...winter, ...more }.name}"`);
});

it('keeps the days of its classes, and cannot be removed with them', async () => {
  const { id: termId } = await opened();
  const evening = {
    termId,
    startsAt: instantOf('2026-12-09', '19:00'),
    endsAt: instantOf('2027-01-06', '20:30'),
  };
  await world.nightClass(evening);
  const early = await change(termId, { firstDay: '2026-12-10' });
  expect(early.status).toBe(422);
  expect(early.text).toContain('这个学期里有 1 个班，最早 2026-12-09 开课，第一天不能晚于这一天');
  expect((await change(termId, { firstDay: '2026-12-09' })).status).toBe(303);
  expect(await read(centre, county)).not.toContain(`${termId}/removal`);
  const removed = await send(centre, `${county}/${termId}/edit`, `${county}/${termId}/removal`);
  expect(removed.status).toBe(409);
  expect(await find('2026 冬季')).toBeDefined();
});

describe('the days of a school', () => {
  it('stand before those of the county, until the school follows it again', async () => {
    const { id } = await opened();
    expect((await ownDays(id, '2026-12-07', '2027-01-31')).status).toBe(303);
    const list = await read(principal, school());
    expect(list).toContain('12月7日至2027年1月31日');
    expect(list).toContain('全县 12月1日至2027年2月5日');
    expect(await read(principal, `/schools/${world.schoolId}/desk/calendar`)).toContain(
      '<b>2026 冬季</b> 12月7日至2027年1月31日',
    );
    expect(await read(centre, county)).toContain('12月1日至2027年2月5日');
    expect((await asCounty(id)).status).toBe(303);
    expect(await read(principal, school())).not.toContain('全县 ');
  });

  it('must be two, overlap no other term, and keep those of its classes', async () => {
    const { id } = await opened();
    expect((await ownDays(id, '2026-12-07', '')).text).toContain('另定日期要填最后一天');
    expect((await ownDays(id, '2026-11-20', '2027-01-31')).text).toContain(
      '在望云夜校，“2026 冬季”和“2026 秋季”有重叠的日子，请错开',
    );
    await world.nightClass({ termId: id, startsAt: instantOf('2026-12-09', '19:00') });
    expect((await ownDays(id, '2026-12-10', '2027-01-31')).text).toContain('最早 2026-12-09 开课');
    // with days of its own the school is not bound by the county any more
    expect((await ownDays(id, '2026-12-09', '2027-01-31')).status).toBe(303);
    expect((await change(id, { firstDay: '2026-12-20' })).status).toBe(303);
    expect((await asCounty(id)).text).toContain('最早 2026-12-09 开课');
  });

  it('also bound the other terms of the county', async () => {
    const { id } = await opened();
    await ownDays(id, '2026-12-07', '2027-03-10');
    const spring = { name: '2027 春季', firstDay: '2027-03-01', lastDay: '2027-05-31' };
    const answer = await send(centre, `${county}/new`, county, spring);
    expect(answer.text).toContain('在望云夜校，“2027 春季”和“2026 冬季”有重叠的日子，请错开');
  });
});

describe('a new class', () => {
  it('belongs to the term that holds its first evening at its school', async () => {
    const { id } = await opened();
    await ownDays(id, '2026-12-07', '2027-02-20');
    expect((await holding('2027-02-20')).id).toBe(id);
    // before the school begins the county has begun already
    expect((await holding('2026-12-02')).id).toBe(id);
    expect((await holding('2026-11-30')).id).toBe(world.termId);
  });

  it('keeps its term until it is made, whoever removes the term meanwhile', async () => {
    const { id } = await opened();
    const actor = { accountId: centre.accountId } as Actor;
    let read = () => {};
    // begun outside the transaction of the class, so that it is one of its own
    const removed = new Promise<void>((resolve) => (read = resolve)).then(() =>
      test.app.get(Terms).remove(actor, id),
    );
    const still = await test.database.write(async (tx) => {
      const days = [{ schoolId: world.schoolId, date: '2027-01-10' }];
      expect(await test.app.get(Terms).holding(tx, days)).toEqual([id]);
      read();
      await new Promise((resolve) => setTimeout(resolve, 100));
      return tx.existsBy(Term, { id });
    });
    expect(still).toBe(true);
    await removed;
  });

  it('makes the season where no term is open, cut at its neighbours, once', async () => {
    await opened();
    const rest = await holding('2027-02-10');
    expect(rest.name).toBe('2026 冬季（2）');
    expect(daysOf(rest)).toEqual({ firstDay: '2027-02-06', lastDay: '2027-02-28' });
    expect((await holding('2027-02-28')).id).toBe(rest.id);
    const both = await Promise.all([holding('2027-03-01'), holding(addDays('2027-03-01', 40))]);
    expect(both.map(({ name }) => name)).toEqual(['2027 春季', '2027 春季']);
    expect(both[0].id).toBe(both[1].id);
  });
});

it('tells the clerk who plans a class what is open, and where another date would go', async () => {
  await opened();
  const clerk = await world.staff('clerk');
  const form = `/schools/${world.schoolId}/desk/classes/new?course=${world.courseId}`;
  const said = '已开的学期：2026 秋季 9月1日至11月30日，2026 冬季 12月1日至2027年2月5日。';
  expect(await read(clerk, form)).toContain(`${said}</p>`);
  const fields = { courseId: world.courseId, startDate: '2027-02-10' };
  const again = await send(clerk, form, `/schools/${world.schoolId}/desk/classes`, fields);
  expect(again.text).toContain(`${said}2027年2月10日不在其中，存下后算“2026 冬季（2）”的班。`);
  await ownDays((await find('2026 冬季')).id, '2026-12-07', '2027-01-31');
  const early = { ...fields, startDate: '2026-12-02' };
  const other = await send(clerk, form, `/schools/${world.schoolId}/desk/classes`, early);
  expect(other.text).toContain('12月2日不在其中，存下后算“2026 冬季”的班。');
});

it('is read by those who keep no terms', async () => {
  const clerk = await world.staff('clerk');
  const auditor = await world.staff('auditor', world.centerId);
  const { id } = await opened();
  for (const [who, path] of [
    [clerk, school()],
    [auditor, county],
  ] as const)
    expect(await read(who, path)).not.toContain('/edit"');
  await as(clerk).get(`${school()}/${id}/edit`).expect(403);
  await as(auditor).get(`${county}/${id}/edit`).expect(403);
});
