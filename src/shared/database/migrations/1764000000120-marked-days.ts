import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey, nullable, oneOf } from '../schema';
import { ForwardOnly } from './forward-only';

const KINDS = ['holiday', 'workday', 'festival', 'anniversary', 'farming', 'market', 'closed'];
const NOTICE = '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）';
const STATUTE = '全国年节及纪念日放假办法';

/** A marked day becomes a rule that marks days; each day that was stored, a rule for once. */
export class MarkedDays1764000000120 extends ForwardOnly {
  readonly name = 'MarkedDays1764000000120';

  async up(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE "calendar_day" RENAME TO "calendar_day_before"');
    await rules(q);
    await q.query(`INSERT INTO "calendar_day"
        ("id", "kind", "name", "every", "first_day", "last_day", "confirmed", "source")
      SELECT "date", "kind", "name", 'once', "date", "date", "confirmed",
        CASE WHEN NOT "confirmed" THEN '${STATUTE}'
             WHEN "date" LIKE '2026-%' THEN '${NOTICE}' ELSE "note" END
      FROM "calendar_day_before"`);
    await q.query('DROP TABLE "calendar_day_before"');
  }
}

async function rules(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  await createTable(q, {
    name: 'calendar_day',
    columns: [
      c.id,
      c.ref('school_id', nullable),
      c.text('kind', 12),
      c.text('name', 20),
      c.text('every', 10),
      c.text('first_day', 10, nullable),
      c.text('last_day', 10, nullable),
      c.text('festival', 10, nullable),
      c.text('digits', 10, nullable),
      c.bool('confirmed', true),
      c.text('source', 100),
    ],
    checks: [
      { name: 'ck_calendar_day_kind', expression: oneOf('kind', KINDS) },
      {
        name: 'ck_calendar_day_every',
        expression: oneOf('every', ['once', 'year', 'festival', 'market']),
      },
    ],
    foreignKeys: [foreignKey('fk_calendar_day_school', 'school_id', 'school')],
    indices: [{ name: 'ix_calendar_day_school', columnNames: ['school_id'] }],
  });
}
