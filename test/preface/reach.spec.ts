import request from 'supertest';
import { Attendance } from '../../src/attendance/attendance.entity';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { AuditEntry } from '../../src/shared/audit/audit-entry.entity';
import { newId } from '../../src/shared/kernel/ids';
import { addDays, instantOf } from '../../src/shared/kernel/shanghai';
import { daysOf, spanText } from '../../src/preface/reach.rules';
import { Deliveries } from '../../src/preface/deliveries.service';
import { EveningQueuesQueries } from '../../src/preface/evening-queues.queries';
import { startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { readWorkbook } from '../support/workbook';
import { Learner, World } from '../support/world';
import { planDue, publishedBrief, weeklyClass } from './world';

jest.setTimeout(90_000);

const TONIGHT = '2026-11-25';

let test: TestApp;
let world: World;
let clerk: Learner;
let learners: Learner[];

/** Two briefs told at 19:03 and 19:05; two came before, one between them, one is on leave. */
beforeEach(async () => {
  test = await startApp({ now: instantOf(TONIGHT, '18:50') });
  world = await World.make(test.database, test.clock.now());
  clerk = await world.staff('clerk');
  const { classId, sessions } = await weeklyClass(test, world, {
    count: 1,
    inDays: 0,
    title: '=1+1',
  });
  const sessionId = sessions[0]!;
  const law = await publishedBrief(test, world, {
    spokenSeconds: 80,
    level: 'central',
    topics: 'law',
  });
  const fire = await publishedBrief(test, world, { spokenSeconds: 80, topics: 'fire,safety' });
  await planDue(test);
  learners = await world.learners(4);
  const enteredAt = test.clock.now();
  const rows = learners.map(({ accountId, profileId }) => ({
    ...{ id: newId(), classId, accountId, profileId, state: 'enrolled' as const },
    ...{ channel: 'online' as const, enteredAt, changedAt: enteredAt },
  }));
  const marks = (['18:55', '18:58', '19:04', '18:00'] as const).map((time, i) => ({
    ...{ id: newId(), sessionId, profileId: learners[i]!.profileId, enrollmentId: rows[i]!.id },
    ...{ state: i === 3 ? ('leave' as const) : ('present' as const), source: 'self' as const },
    ...{ at: instantOf(TONIGHT, time), actorId: null },
  }));
  await test.database.write(async (tx) => {
    await tx.insert(Enrollment, rows);
    await tx.insert(Attendance, marks);
  });
  const evening = (await test.app.get(EveningQueuesQueries).evening(sessionId))!;
  for (const [brief, time] of [
    [law, '19:03'],
    [fire, '19:05'],
  ] as const) {
    test.clock.set(instantOf(TONIGHT, time));
    const spoken = { briefId: brief.id, at: test.clock.now(), seconds: 80 };
    await test.app
      .get(Deliveries)
      .record(evening, { ...spoken, source: 'online' }, clerk.accountId);
  }
  test.clock.set(instantOf(TONIGHT, '19:10'));
});
afterEach(() => test.stop());

const { get, read } = visitsOf(() => test);
const cells = (text: string, name: string) =>
  [
    ...new RegExp(`<th scope="row">${name}</th>(.*?)</tr>`).exec(text)![1]!.matchAll(/>(\d+)</g),
  ].map(([, n]) => Number(n));

it('counts evenings, attendances and people who were checked in when it was told', async () => {
  const text = await read(clerk, `/schools/${world.schoolId}/desk/preface/reach`);
  expect(cells(text, '中央级')).toEqual([1, 2, 2]);
  expect(cells(text, '县级')).toEqual([1, 3, 3]);
  expect(cells(text, '消防')).toEqual([1, 3, 3]);
  expect(cells(text, '生活安全')).toEqual([1, 3, 3]);
  expect(text).toContain('讲完时已经签到（已到或迟到）的人，每节算一次');
  const before = `?from=2026-10-01&to=${addDays(TONIGHT, -1)}`;
  expect(await read(clerk, `/schools/${world.schoolId}/desk/preface/reach${before}`)).toContain(
    '这段时间没有记录',
  );
});

it('gives the same as a workbook, and notes who took it along', async () => {
  const path = `/schools/${world.schoolId}/desk/preface/reach.xlsx`;
  const binary = get(clerk, path)
    .buffer(true)
    .parse((res, done) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => done(null, Buffer.concat(parts)));
    });
  const answer: request.Response = await binary;
  const book = readWorkbook(answer.body as Buffer);
  expect(book.formulas).toBe(false);
  expect([...book.cells.values()]).toEqual(expect.arrayContaining(['中央级', '县级', '2', '3']));
  const lines = await test.database.reader.manager.findBy(AuditEntry, {
    action: 'preface.reach_export',
  });
  expect(lines.map(({ actorId }) => actorId)).toEqual([clerk.accountId]);
});

it('shows a learner what they heard, and nothing that was told before they came', async () => {
  const heard = async (i: number) =>
    [...(await read(learners[i]!, '/my/prefaces')).matchAll(/class="card card-link"/g)].length;
  expect([await heard(0), await heard(2), await heard(3)]).toEqual([2, 1, 0]);
});

it('reads a period that makes no sense as the last thirty days', () => {
  const usual = { from: '2026-10-27', to: '2026-11-25' };
  for (const query of [{}, { from: 'x', to: 'y' }, { from: '2026-11-02', to: '2026-11-01' }])
    expect(daysOf(query, TONIGHT)).toEqual(usual);
  expect(daysOf({ from: '1900-01-01', to: TONIGHT }, TONIGHT).from).toBe('2025-11-24');
  const from = instantOf(TONIGHT, '09:00');
  const texts = ['09:40', '12:00'].map((time) => spanText(from, instantOf(TONIGHT, time)));
  expect([...texts, spanText(from, instantOf('2026-11-28', '13:30'))]).toEqual([
    ...['40 分钟', '3 小时', '3 天 4 小时'],
  ]);
});
