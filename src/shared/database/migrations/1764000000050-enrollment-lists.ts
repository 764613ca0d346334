import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey } from '../schema';
import { ForwardOnly } from './forward-only';

export class EnrollmentLists1764000000050 extends ForwardOnly {
  readonly name = 'EnrollmentLists1764000000050';

  async up(q: QueryRunner): Promise<void> {
    const c = columnsFor(q);
    await createTable(q, {
      name: 'enrollment_list',
      columns: [
        c.id,
        c.ref('class_id'),
        c.ref('actor_id'),
        c.text('action_key', 64),
        c.text('request_hash', 64),
        c.instant('at'),
        c.long('results'),
      ],
      indices: [
        {
          name: 'ux_enrollment_list_press',
          columnNames: ['actor_id', 'action_key'],
          isUnique: true,
        },
        { name: 'ix_enrollment_list_class', columnNames: ['class_id', 'at'] },
      ],
      foreignKeys: [foreignKey('fk_enrollment_list_class', 'class_id', 'night_class')],
    });
  }
}
