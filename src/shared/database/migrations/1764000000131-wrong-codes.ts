import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey } from '../schema';
import { ForwardOnly } from './forward-only';

export class WrongCodes1764000000131 extends ForwardOnly {
  readonly name = 'WrongCodes1764000000131';

  async up(q: QueryRunner): Promise<void> {
    const c = columnsFor(q);
    await createTable(q, {
      name: 'wrong_code',
      columns: [
        c.ref('session_id', { isPrimary: true }),
        c.ref('account_id', { isPrimary: true }),
        c.int('tries'),
        c.instant('last_at'),
      ],
      foreignKeys: [
        foreignKey('fk_wrong_code_session', 'session_id', 'class_session'),
        foreignKey('fk_wrong_code_account', 'account_id', 'account'),
      ],
    });
  }
}
