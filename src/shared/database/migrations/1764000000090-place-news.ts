import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey, nullable, oneOf } from '../schema';
import { ForwardOnly } from './forward-only';

const KINDS = [
  'drawn',
  'notDrawn',
  'promoted',
  'offered',
  'lapsed',
  'cancelled',
  'classCancelled',
  'postponed',
  'resumed',
  'rulesChanged',
];

export class PlaceNews1764000000090 extends ForwardOnly {
  readonly name = 'PlaceNews1764000000090';

  async up(q: QueryRunner): Promise<void> {
    const c = columnsFor(q);
    await createTable(q, {
      name: 'place_news',
      columns: [
        c.ref('enrollment_id', { isPrimary: true }),
        c.text('kind', 16, { isPrimary: true }),
        c.ref('account_id'),
        c.ref('class_id'),
        c.long('words', nullable),
        c.instant('at'),
        c.instant('seen_at', nullable),
      ],
      checks: [{ name: 'ck_place_news_kind', expression: oneOf('kind', KINDS) }],
      indices: [
        { name: 'ix_place_news_unread', columnNames: ['account_id'], where: '"seen_at" IS NULL' },
        { name: 'ix_place_news_class', columnNames: ['class_id'] },
      ],
      foreignKeys: [foreignKey('fk_place_news_enrollment', 'enrollment_id', 'enrollment')],
    });
  }
}
