import { Term } from '../../src/terms/term.entity';
import { inList, sql } from '../../src/shared/database/sql';
import { newDatabase, TestDatabase } from '../support/database';

let test: TestDatabase;
beforeAll(async () => (test = await newDatabase()));
afterAll(() => test.drop());

const at = new Date('2026-11-24T00:00:00Z');
const term = (id: string) => ({ id, name: id, startsAt: at, endsAt: at });
const count = async (): Promise<number> =>
  Number((await test.database.one<{ n: unknown }>(sql`SELECT COUNT(*) AS n FROM term`))!.n);
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('keeps 50 overlapping transactions apart: whole ones stay, broken ones leave nothing', async () => {
  const seen: number[] = [];
  const told: number[] = [];
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, async (_, i) => {
      await later(i);
      await test.database.write(async (tx) => {
        await tx.insert(Term, term(`${i}a`));
        test.database.afterCommit(() => told.push(i));
        await later(2);
        seen.push(await count());
        await test.database.write((inner) => inner.insert(Term, term(`${i}b`)));
        if (i % 5 === 0) throw new Error('broken on purpose');
      });
    }),
  );
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(40);
  expect(told).toHaveLength(40);
  expect(await count()).toBe(80);
  expect(seen.filter((n) => n % 2 === 1)).toEqual([]);
});

it('reads lists, dates and booleans the same on both databases', async () => {
  await test.database.write((tx) =>
    test.database.insertRows(tx, 'setting', [
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
    ]),
  );
  const names = ['a', 'b', 'missing'];
  const rows = await test.database.query<{ name: string }>(
    sql`SELECT name FROM setting WHERE name ${inList(names)} ORDER BY name`,
  );
  expect(rows.map((row) => row.name)).toEqual(['a', 'b']);
});
