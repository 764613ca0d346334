import { loadWorld } from '../../src/demo/load-world';
import { seedDemo } from '../../src/demo/seed-demo';
import { ClassTimes, stateAt } from '../../src/scheduling/night-class.rules';
import { instant } from '../../src/shared/database/columns';
import { sql } from '../../src/shared/database/sql';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { newDatabase, TestDatabase } from '../support/database';
import { wrongCounters } from './counters';

describe('a load world', () => {
  const now = instantOf('2026-11-24', '10:00');
  const size = { classes: 60, learners: 500, enrollments: 4_000 };
  let test: TestDatabase;
  const before = { night_class: 0, profile: 0, enrollment: 0 };

  const count = async (table: keyof typeof before): Promise<number> => {
    const query = sql`SELECT COUNT(*) AS n FROM ${sql.raw(table)}`;
    return Number((await test.database.one<{ n: unknown }>(query))!.n);
  };

  beforeAll(async () => {
    test = await newDatabase();
    await expect(loadWorld(test.database, now, size)).rejects.toThrow('npm run seed -- demo');
    await seedDemo(test.database, now, () => undefined);
    for (const table of Object.keys(before) as (keyof typeof before)[])
      before[table] = await count(table);
    await loadWorld(test.database, now, size);
  });
  afterAll(() => test.drop());

  it('has the size that was asked for, beside the demo county', async () => {
    expect((await count('night_class')) - before.night_class).toBe(size.classes);
    expect((await count('profile')) - before.profile).toBe(size.learners);
    expect((await count('enrollment')) - before.enrollment).toBe(size.enrollments);
  });

  it('counts on each class what its rows hold', async () => {
    expect(await wrongCounters(test.database)).toEqual([]);
  });

  it('never has one room twice at a time', async () => {
    const clashes = sql`SELECT a.id FROM class_session a
      JOIN class_session b ON b.room_id = a.room_id AND b.id <> a.id
        AND b.starts_at < a.ends_at AND a.starts_at < b.ends_at
      WHERE a.state = 'scheduled' AND b.state = 'scheduled'`;
    expect(await test.database.query(clashes)).toEqual([]);
  });

  it('has classes of today to press for, and most of them in the past', async () => {
    const rows = await test.database.query<Record<string, unknown>>(
      sql`SELECT c.state, c.opens_at, c.closes_at, c.starts_at, c.ends_at FROM night_class c
          JOIN room r ON r.id = c.room_id WHERE r.name LIKE ${'%号厅'}`,
    );
    const states = rows.map((row) => {
      const at = (name: string) => instant(row[name]);
      const times = {
        state: row['state'],
        opensAt: at('opens_at'),
        closesAt: at('closes_at'),
        startsAt: at('starts_at'),
        endsAt: at('ends_at'),
      };
      return stateAt(times as ClassTimes, now);
    });
    const of = (state: string) => states.filter((one) => one === state).length;
    expect(states).toHaveLength(size.classes);
    expect(of('finished')).toBe(42);
    expect(of('open')).toBeGreaterThan(10);
    expect(of('published')).toBeGreaterThan(0);
    expect(of('running')).toBeGreaterThan(0);
  });

  it('is added once', async () => {
    await expect(loadWorld(test.database, now, size)).rejects.toThrow('already');
  });

  it.each([
    [{ classes: 0, learners: 5, enrollments: 5 }, 'whole numbers'],
    [{ classes: 10, learners: 5, enrollments: 5_000 }, 'at most 35 enrollments'],
  ])('refuses a size that cannot be: %j', async (impossible, why) => {
    await expect(loadWorld(test.database, now, impossible)).rejects.toThrow(why);
  });
});
