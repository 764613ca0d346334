import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey } from '../schema';
import { ForwardOnly } from './forward-only';

export class CalendarLinks1764000000030 extends ForwardOnly {
  readonly name = 'CalendarLinks1764000000030';

  async up(q: QueryRunner): Promise<void> {
    const c = columnsFor(q);
    await createTable(q, {
      name: 'calendar_link',
      columns: [
        c.ref('account_id', { isPrimary: true }),
        c.int('version'),
        c.instant('changed_at'),
      ],
      foreignKeys: [foreignKey('fk_calendar_link_account', 'account_id', 'account')],
    });
  }
}
