import { DataSource } from 'typeorm';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { Term } from '../../src/terms/term.entity';
import { CalendarDay } from '../../src/calendar/calendar-day.entity';
import { FeedLink } from '../../src/feeds/feed-link.entity';
import { Account } from '../../src/identity/account.entity';
import { CalendarLinks1764000000030 } from '../../src/shared/database/migrations/1764000000030-calendar-links';
import { MarkedDays1764000000120 } from '../../src/shared/database/migrations/1764000000120-marked-days';
import { FeedLinks1764000000150 } from '../../src/shared/database/migrations/1764000000150-feed-links';
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

it('makes of each holiday that was stored a rule for once, with its source', async () => {
  await test.database.write(async (tx) => {
    const q = tx.queryRunner!;
    await q.query('DROP TABLE "calendar_day"');
    await q.query(`CREATE TABLE "calendar_day" ("date" varchar(10) PRIMARY KEY, "kind" varchar(10),
      "name" varchar(20), "confirmed" boolean, "note" varchar(60))`);
    await q.query(`INSERT INTO "calendar_day" VALUES ('2026-10-01', 'holiday', '国庆节', TRUE, '放假'),
      ('2027-01-01', 'holiday', '元旦', FALSE, '待国务院通知')`);
    await new MarkedDays1764000000120().up(q);
  });
  const found = await test.database.reader.manager.find(CalendarDay, { order: { id: 'ASC' } });
  expect(found.map((day) => `${day.firstDay} ${day.every} ${day.confirmed} ${day.source}`)).toEqual(
    [
      '2026-10-01 once true 国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
      '2027-01-01 once false 全国年节及纪念日放假办法',
    ],
  );
});

it('keeps the links that learners have in their phones', async () => {
  await test.database.write(async (tx) => {
    const q = tx.queryRunner!;
    await q.query('DROP TABLE "feed_link"');
    await new CalendarLinks1764000000030().up(q);
    const account = { id: 'a1', phone: '19000000001', passwordHash: 'x' };
    await tx.insert(Account, { ...account, createdAt: new Date('2026-11-01') });
    await q.query(`INSERT INTO "calendar_link" VALUES ('a1', 3, '2026-11-02T00:00:00.000Z')`);
    await new FeedLinks1764000000150().up(q);
  });
  const links = await test.database.reader.manager.find(FeedLink);
  const kept = { id: 'a1', kind: 'learner', version: 3, isOff: false, schoolId: null };
  expect(links).toEqual([expect.objectContaining(kept)]);
  expect(links[0]!.changedAt.toISOString()).toBe('2026-11-02T00:00:00.000Z');
});
