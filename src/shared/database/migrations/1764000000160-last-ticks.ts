import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey, oneOf } from '../schema';
import { ForwardOnly } from './forward-only';

export class LastTicks1764000000160 extends ForwardOnly {
  readonly name = 'LastTicks1764000000160';

  async up(q: QueryRunner): Promise<void> {
    const c = columnsFor(q);
    await createTable(q, {
      name: 'last_tick',
      columns: [
        c.ref('session_id', { isPrimary: true }),
        c.ref('enrollment_id', { isPrimary: true }),
        c.text('state', 8),
        c.instant('at'),
      ],
      checks: [
        {
          name: 'ck_last_tick_state',
          expression: oneOf('state', ['present', 'late', 'leave', 'none']),
        },
      ],
      indices: [{ name: 'ix_last_tick_at', columnNames: ['at'] }],
      foreignKeys: [
        foreignKey('fk_last_tick_session', 'session_id', 'class_session'),
        foreignKey('fk_last_tick_enrollment', 'enrollment_id', 'enrollment'),
      ],
    });
  }
}
