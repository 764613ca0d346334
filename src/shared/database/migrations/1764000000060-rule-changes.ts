import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey } from '../schema';
import { ForwardOnly } from './forward-only';

export class RuleChanges1764000000060 extends ForwardOnly {
  readonly name = 'RuleChanges1764000000060';

  async up(q: QueryRunner): Promise<void> {
    const c = columnsFor(q);
    await createTable(q, {
      name: 'rule_change',
      columns: [
        c.id,
        c.ref('class_id'),
        c.instant('at'),
        c.ref('actor_id'),
        c.long('steps'),
        c.text('explanation', 200),
      ],
      indices: [{ name: 'ix_rule_change_class', columnNames: ['class_id', 'at'] }],
      foreignKeys: [foreignKey('fk_rule_change_class', 'class_id', 'night_class')],
    });
  }
}
