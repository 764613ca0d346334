import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey } from '../schema';
import { ForwardOnly } from './forward-only';

export class TermOverrides1764000000170 extends ForwardOnly {
  readonly name = 'TermOverrides1764000000170';

  async up(q: QueryRunner): Promise<void> {
    const c = columnsFor(q);
    await createTable(q, {
      name: 'term_override',
      columns: [
        c.ref('term_id', { isPrimary: true }),
        c.ref('school_id', { isPrimary: true }),
        c.instant('starts_at'),
        c.instant('ends_at'),
      ],
      checks: [{ name: 'ck_term_override_days', expression: '"starts_at" < "ends_at"' }],
      indices: [{ name: 'ix_term_override_school', columnNames: ['school_id'] }],
      foreignKeys: [
        foreignKey('fk_term_override_term', 'term_id', 'term'),
        foreignKey('fk_term_override_school', 'school_id', 'school'),
      ],
    });
  }
}
