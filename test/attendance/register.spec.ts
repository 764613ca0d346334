import { Attendance } from '../../src/attendance/attendance.entity';
import { registerWorkbook } from '../../src/attendance/http/register.workbook';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { Session } from '../../src/identity/session.entity';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { AuditEntry } from '../../src/shared/audit/audit-entry.entity';
import { newId } from '../../src/shared/kernel/ids';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { countStatements, startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { readWorkbook } from '../support/workbook';
import { Learner, World } from '../support/world';

const NOW = instantOf('2026-11-25', '22:00');
const days = ['11-11', '11-18', '11-25', '12-02'].map((day) => `2026-${day}`);

let test: TestApp;
let world: World;
let clerk: Learner;
let classId: string;
let at: string;
let evenings: string[];
let places: string[];

beforeAll(async () => {
  test = await startApp({ now: instantOf('2026-11-01', '19:00') });
  world = await World.make(test.database, test.clock.now());
  const startsAt = instantOf(days[0]!, '19:00');
  ({ id: classId } = await world.nightClass({ title: '书法体验', startsAt, sessionCount: 4 }));
  at = `/schools/${world.schoolId}/desk/classes/${classId}`;
  evenings = await addEvenings();
  places = [];
  for (const name of ['欧阳兰', '李建国', '王小明'])
    places.push(await enrol(await world.learner({ name }), classId));
  await put(0, 0, 'present');
  await put(1, 0, 'late');
  await put(0, 1, 'leave');
  await put(2, 0, 'present');
  const gone = { state: 'withdrawn' as const, changedAt: instantOf('2026-11-12', '10:00') };
  await test.database.write((tx) => tx.update(Enrollment, places[2]!, gone));
  test.clock.set(NOW);
  clerk = await world.staff('clerk');
  await test.database.write((tx) =>
    tx.update(Session, { accountId: clerk.accountId }, { seenAt: NOW }),
  );
});
afterAll(() => test.stop());

const { get, read, enrol } = visitsOf(() => test);

/** Three more evenings; the last of those that are over is called off. */
async function addEvenings(): Promise<string[]> {
  const { manager } = test.database.reader;
  const { id, roomId, teacherName } = await manager.findOneByOrFail(ClassSession, { classId });
  const more = days.slice(1).map((day, i) => ({
    ...{ id: newId(), classId, roomId, teacherName, position: i + 2, title: `第 ${i + 2} 课` },
    ...{ startsAt: instantOf(day, '19:00'), endsAt: instantOf(day, '20:30') },
    state: day === days[2] ? ('cancelled' as const) : ('scheduled' as const),
  }));
  const ids = [id, ...more.map((one) => one.id)];
  await test.database.write((tx) => tx.insert(ClassSession, more));
  return ids;
}

async function put(person: number, evening: number, state: Attendance['state']): Promise<void> {
  const { profileId } = await test.database.reader.manager.findOneByOrFail(Enrollment, {
    id: places[person]!,
  });
  const mark = { id: newId(), state, source: 'self' as const, actorId: null };
  const where = { sessionId: evenings[evening]!, enrollmentId: places[person]!, profileId };
  const startsAt = instantOf(days[evening]!, '18:50');
  await test.database.write((tx) => tx.insert(Attendance, { ...mark, ...where, at: startsAt }));
}

const file = async (one: Learner) =>
  get(one, `${at}/roster.xlsx`)
    .buffer(true)
    .parse((answer, done) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => done(null, Buffer.concat(parts)));
    });

it('is a workbook with a line for each person, a column for each evening and the sums', async () => {
  const answer = await file(clerk);
  expect(answer.headers['content-disposition']).toContain(encodeURIComponent('书法体验 考勤.xlsx'));
  const { cells, formulas } = readWorkbook(answer.body as Buffer);
  const line = (row: number) =>
    'ABCDEFGHIJ'.split('').map((column) => cells.get(column + row) ?? '');
  const phone = cells.get('C2')!;
  expect(line(1).slice(4)).toEqual([
    ...['第 1 节 11月11日 周三', '第 2 节 11月18日 周三', '第 3 节 11月25日 周三 已取消'],
    ...['第 4 节 12月2日 周三', '到课', '应到'],
  ]);
  expect(line(2)).toEqual(['1', '欧阳兰', phone, '已报名', '已到', '请假', '', '', '1', '2']);
  expect(line(3).slice(4)).toEqual(['迟到', '缺课', '', '', '1', '2']);
  expect(line(4).slice(3)).toEqual(['已退课', '已到', '', '', '', '1', '1']);
  expect(line(5).slice(4)).toEqual(['3', '0', '0', '0', '', '']);
  expect(phone).toMatch(/^\d{4}$/);
  expect(formulas).toBe(false);
});

it('shows the same on a page, with masked names, and marks a download in the audit', async () => {
  const text = await read(clerk, `${at}/attendance`);
  expect(text).toContain('欧*兰');
  expect(text).not.toContain('欧阳兰');
  expect(text).toMatch(/data-label="到课 \/ 应到">1 \/ 2</);
  expect(await read(clerk, `${at}/roster`)).toContain(`href="${at}/attendance"`);
  await file(clerk);
  const lines = await test.database.reader.manager.findBy(AuditEntry, { action: 'roster.export' });
  expect(JSON.parse(lines.at(-1)!.detail!)).toEqual({ people: 3, file: 'xlsx' });
});

it('asks the database as often for three people as for ten', async () => {
  const three = await countStatements(() => read(clerk, `${at}/attendance`));
  test.clock.set(instantOf('2026-11-10', '19:00'));
  for (const one of await world.learners(7)) {
    const { accountId, profileId } = one;
    const entered = { enteredAt: test.clock.now(), changedAt: test.clock.now() };
    const row = { id: newId(), classId, accountId, profileId, ...entered };
    await test.database.write((tx) =>
      tx.insert(Enrollment, { ...row, state: 'enrolled', channel: 'online' }),
    );
  }
  test.clock.set(NOW);
  expect(await countStatements(() => read(clerk, `${at}/attendance`))).toBe(three);
});

it('gives the file to nobody who only looks', async () => {
  const auditor = await world.staff('auditor');
  const seen = { seenAt: test.clock.now() };
  await test.database.write((tx) => tx.update(Session, { accountId: auditor.accountId }, seen));
  expect(await read(auditor, `${at}/attendance`)).not.toContain('roster.xlsx');
  await get(auditor, `${at}/roster.xlsx`).expect(403);
});

it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(1)', '\t=1', '＝1'])(
  'keeps %j what it is: text',
  async (name) => {
    const row = { name, phone: '19000000001', stateText: '', marks: [], held: 0, came: 0 };
    const { cells, formulas } = readWorkbook(await registerWorkbook({ heads: [], rows: [row] }));
    expect([cells.get('B2')!.trim(), formulas]).toEqual([name.trim(), false]);
  },
);
