import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey, nullable, oneOf } from '../schema';
import { ForwardOnly } from './forward-only';

export class FeedLinks1764000000150 extends ForwardOnly {
  readonly name = 'FeedLinks1764000000150';

  /** The links of learners keep their ids and versions, so that every phone keeps its address. */
  async up(q: QueryRunner): Promise<void> {
    const c = columnsFor(q);
    await createTable(q, {
      name: 'feed_link',
      columns: [
        c.id,
        c.text('kind', 10),
        c.ref('school_id', nullable),
        c.text('teacher_name', 60, { default: "''" }),
        c.int('version'),
        c.bool('is_off'),
        c.instant('changed_at'),
      ],
      checks: [
        {
          name: 'ck_feed_link_kind',
          expression: oneOf('kind', ['learner', 'teacher', 'room', 'school']),
        },
      ],
      indices: [{ name: 'ix_feed_link_school', columnNames: ['school_id'] }],
      foreignKeys: [foreignKey('fk_feed_link_school', 'school_id', 'school')],
    });
    await q.query(`INSERT INTO feed_link (id, kind, version, changed_at)
      SELECT account_id, 'learner', version, changed_at FROM calendar_link`);
    await q.dropTable('calendar_link');
  }
}
