import { AbsencesQueries } from '../../src/attendance/absences.queries';
import { seedDemo } from '../../src/demo/seed-demo';
import { sql } from '../../src/shared/database/sql';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { newDatabase, TestDatabase } from '../support/database';
import { wrongCounters } from './counters';

describe.each(['2026-11-24', '2026-12-31', '2027-03-01'])('the demo county of %s', (day) => {
  const now = instantOf(day, '10:00');
  let test: TestDatabase;
  const said: string[] = [];
  const values = async (query: ReturnType<typeof sql>): Promise<string[]> =>
    (await test.database.query<{ value: string }>(query)).map((row) => row.value);

  beforeAll(async () => {
    test = await newDatabase();
    await seedDemo(test.database, now, (line) => said.push(line));
  });
  afterAll(() => test.drop());

  it('counts on each class what its rows hold', async () => {
    expect(await wrongCounters(test.database)).toEqual([]);
  });

  it('has learners in every state that its classes call for, a reason with each cancellation', async () => {
    const states = await values(sql`SELECT DISTINCT state AS value FROM enrollment`);
    expect(states).toEqual(
      expect.arrayContaining(['enrolled', 'waitlisted', 'completed', 'cancelled', 'withdrawn']),
    );
    const silent = await values(
      sql`SELECT id AS value FROM enrollment WHERE state = 'cancelled' AND reason IS NULL`,
    );
    expect(silent).toEqual([]);
  });

  it('can tell of every place how it came about', async () => {
    const silent = sql`SELECT e.id AS value FROM enrollment e
      LEFT JOIN decision d ON d.enrollment_id = e.id WHERE d.id IS NULL`;
    expect(await values(silent)).toEqual([]);
  });

  it('holds an agreement of everybody whose data it holds', async () => {
    const without = sql`SELECT p.id AS value FROM profile p
      LEFT JOIN consent c ON c.profile_id = p.id WHERE c.id IS NULL`;
    expect(await values(without)).toEqual([]);
  });

  it('knows who came to what is over, as the standing marks and the seats say', async () => {
    const marks = await values(sql`SELECT id AS value FROM attendance`);
    expect(marks.length).toBeGreaterThan(100);
    const early = sql`SELECT a.id AS value FROM attendance a
      JOIN class_session s ON s.id = a.session_id WHERE s.ends_at > ${now}`;
    expect(await values(early)).toEqual([]);
    const both = sql`SELECT a.id AS value FROM attendance a
      JOIN standing_mark m ON m.session_id = a.session_id AND m.enrollment_id = a.enrollment_id`;
    expect(await values(both)).toEqual([]);
    const missed = sql`SELECT e.id AS value FROM enrollment e
      JOIN class_session s ON s.class_id = e.class_id
      LEFT JOIN attendance a ON a.session_id = s.id AND a.enrollment_id = e.id
      WHERE e.state = 'completed' AND a.id IS NULL`;
    expect(await values(missed)).toEqual([]);
    expect(await new AbsencesQueries(test.database).due(now)).toEqual([]);
  });

  it('says one password that lasts, and loads nothing twice', async () => {
    const [password] = await values(sql`SELECT value FROM setting WHERE name = ${'demo-password'}`);
    expect(password!.length).toBeGreaterThanOrEqual(12);
    expect(said.join('\n')).toContain(password);
    const count = sql`SELECT id AS value FROM account`;
    const before = await values(count);
    const again: string[] = [];
    await seedDemo(test.database, now, (line) => again.push(line));
    expect(again.join('\n')).toContain(password);
    expect(await values(count)).toHaveLength(before.length);
  });
});
