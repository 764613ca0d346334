import { DataSource } from 'typeorm';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { Term } from '../../src/calendar/term.entity';
import { Site } from '../../src/sites/site.entity';
import { newDatabase, TestDatabase } from '../support/database';

let test: TestDatabase;
beforeAll(async () => (test = await newDatabase()));
afterAll(() => test.drop());

const writerOf = (): DataSource => (test.database as unknown as { writer: DataSource }).writer;

it('leaves nothing for the schema builder to change', async () => {
  const { upQueries } = await writerOf().driver.createSchemaBuilder().log();
  expect(upQueries.map((query) => query.query)).toEqual([]);
});

it('keeps instants to the millisecond, whatever the zone of the server', async () => {
  const at = new Date('2026-11-23T16:00:00.123Z');
  await test.database.write((tx) =>
    tx.insert(Term, { id: 'term', name: '2026 冬季', startsAt: at, endsAt: at }),
  );
  const found = await test.database.reader.getRepository(Term).findOneByOrFail({ id: 'term' });
  expect(found.startsAt.toISOString()).toBe(at.toISOString());
});

it('refuses a write on the read side', async () => {
  const site = { id: 's', level: 'center', name: '中心', path: '/s/' } as const;
  await expect(test.database.reader.manager.insert(Site, site)).rejects.toThrow(/read-?only/i);
});

it('refuses a write on the writing connection outside Database.write', async () => {
  const site = { id: 's', level: 'center', name: '中心', path: '/s/' } as const;
  await expect(writerOf().manager.insert(Site, site)).rejects.toThrow('outside Database.write');
});

it('refuses an update without a criterion', async () => {
  await expect(
    test.database.write((tx) => tx.update(NightClass, undefined as never, { taken: 0 })),
  ).rejects.toThrow();
});
