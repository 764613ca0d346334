import { JudgementsQueries } from '../../src/judging/judgements.queries';
import { PrefaceClass } from '../../src/preface/preface-class.entity';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { AuditEntry } from '../../src/shared/audit/audit-entry.entity';
import { newId } from '../../src/shared/kernel/ids';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { Room } from '../../src/sites/room.entity';
import { School } from '../../src/sites/school.entity';
import { countStatements, startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';

const NOW = instantOf('2026-11-25', '12:00');

let test: TestApp;
let world: World;
let clerk: Learner;
let desk: string;

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
  clerk = await world.staff('clerk');
  desk = `/schools/${world.schoolId}/desk`;
});
beforeEach(() =>
  test.database.write(async (tx) => {
    await tx.deleteAll(PrefaceClass);
    await tx.deleteAll(ClassSession);
    await tx.deleteAll(NightClass);
  }),
);
afterAll(() => test.stop());

const { get, read, post } = visitsOf(() => test);

const few = (title: string, date: string, more: Partial<NightClass> = {}) =>
  world.nightClass({ title, startsAt: instantOf(date, '19:00'), taken: 3, minimum: 5, ...more });
const stored = ({ id: classId }: NightClass) =>
  test.database.reader.manager.findOneByOrFail(NightClass, { id: classId });
const words = (html: string) => html.replaceAll(/<[^>]+>/g, '');

/** What a line of the list leads to, by its name. */
function choicesOf(html: string, title: string): Record<string, string> {
  const line = html.split('<tr>').find((one) => one.includes(`>${title}</a>`)) ?? '';
  const links = line.matchAll(/<a class="btn[^"]*" href="([^"]*)">(.{2})</g);
  return Object.fromEntries([...links].map(([, href, name]) => [name!, href!]));
}

it('lists who is to be judged, the next first, with what can be done', async () => {
  const later = await few('剪纸', '2026-11-28');
  const soon = await few('合唱', '2026-11-26', { waiting: 2 });
  await few('还早', '2026-11-29');
  await few('够了', '2026-11-27', { taken: 5 });
  await few('草稿班', '2026-11-27', { state: 'draft' });
  const html = await read(clerk, `${desk}/judgements`);
  expect(html.indexOf('合唱')).toBeLessThan(html.indexOf('剪纸'));
  expect(words(html)).toContain('明晚 19:00报了 3 人，5 人开班，差 2 人2');
  for (const title of ['还早', '够了', '草稿班']) expect(html).not.toContain(title);
  const at = `${desk}/classes/${soon.id}`;
  expect(choicesOf(html, '合唱')).toEqual({
    照开: `${at}/go-ahead`,
    延期: `${at}/postponement`,
    并班: `${at}/merger`,
    取消: `${at}/cancellation`,
  });
  for (const path of Object.values(choicesOf(html, '剪纸'))) await get(clerk, path).expect(200);
  expect(later.id).not.toBe(soon.id);
});

it('stands at the top of tonight until it is decided', async () => {
  const { id } = await few('剪纸', '2026-11-28');
  const said = '剪纸，快开课了，人还没满';
  expect(words(await read(clerk, desk))).toContain(said);
  const path = `${desk}/classes/${id}/cancellation`;
  expect((await post(clerk, path, path, { reason: '不到开班人数' })).status).toBe(303);
  expect(await read(clerk, desk)).not.toContain('要判断开不开的班');
  expect(await read(clerk, `${desk}/judgements`)).toContain('没有等着判断的班');
});

describe('照开', () => {
  it('takes it from the list with a reason that stays on the class and in the audit', async () => {
    const one = await few('剪纸', '2026-11-28');
    const path = `${desk}/classes/${one.id}/go-ahead`;
    expect((await post(clerk, path, path, { reason: '短' })).status).toBe(422);
    const reason = '老师和教室都定好了';
    const done = await post(clerk, path, path, { reason });
    expect(done.headers['location']).toBe(`${desk}/judgements`);
    expect(await stored(one)).toMatchObject({
      ...{ state: 'published', goAheadReason: reason, goAheadAt: NOW },
    });
    expect(await read(clerk, `${desk}/judgements`)).not.toContain('剪纸');
    expect(await read(clerk, `${desk}/classes/${one.id}`)).toContain(`<dt>照开</dt><dd>${reason}`);
    const [line] = await test.database.reader.manager.findBy(AuditEntry, { subjectId: one.id });
    expect(line).toMatchObject({ action: 'night_class.go_ahead', actorId: clerk.accountId });
    expect(JSON.parse(line!.detail!)).toEqual({ reason, people: 3, minimum: 5 });
  });

  it('is refused where there is nothing to judge', async () => {
    const one = await few('还早', '2026-11-29');
    const path = `${desk}/classes/${one.id}/go-ahead`;
    expect(await read(clerk, path)).toContain('这个班现在不用判断');
    const answer = await post(clerk, path, path, { reason: '人少也上' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('这个班现在不用判断，请看最新情况');
    expect((await stored(one)).goAheadAt).toBeNull();
  });
});

it('shows the centre every school, and each school its own', async () => {
  const elsewhere = { schoolId: newId(), roomId: newId() };
  await test.database.write(async (tx) => {
    const { schoolId, roomId: id } = elsewhere;
    const school = { siteId: world.centerId, principal: '周明', phone: '190', address: '1 号' };
    await tx.insert(School, { id: schoolId, name: '清溪夜校', ...school });
    await tx.insert(Room, { id, schoolId, name: '教室', capacity: 50 });
  });
  await few('别处的班', '2026-11-27', elsewhere);
  await few('剪纸', '2026-11-28');
  expect(await read(clerk, `${desk}/judgements`)).not.toContain('别处的班');
  const auditor = await world.staff('auditor', world.centerId);
  const county = await read(auditor, '/center/judgements');
  expect(words(county)).toMatch(/别处的班清溪夜校.*剪纸望云夜校/s);
  expect(county).not.toContain('/go-ahead');
  expect(choicesOf(await read(auditor, `${desk}/judgements`), '剪纸')).toEqual({});
});

it('asks once for however many', async () => {
  const count = () =>
    countStatements(() => test.app.get(JudgementsQueries).open(NOW, world.schoolId));
  await few('一个', '2026-11-26');
  const one = await count();
  for (let i = 0; i < 5; i++) await few(`还有${i}`, '2026-11-27');
  expect([one, await count()]).toEqual([1, 1]);
});
