import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey, nullable, oneOf } from '../schema';
import { ForwardOnly } from './forward-only';

export class Standing1764000000040 extends ForwardOnly {
  readonly name = 'Standing1764000000040';

  async up(q: QueryRunner): Promise<void> {
    const c = columnsFor(q);
    await createTable(q, {
      name: 'standing_mark',
      columns: [
        c.id,
        c.text('kind', 16),
        c.ref('profile_id'),
        c.ref('account_id'),
        c.ref('class_id'),
        c.ref('session_id'),
        c.ref('enrollment_id'),
        c.instant('at'),
        c.instant('recorded_at'),
        c.ref('recorded_by', nullable),
        c.instant('expires_at'),
        c.text('appeal', 300, nullable),
        c.instant('appealed_at', nullable),
        c.text('answer', 300, nullable),
        c.instant('answered_at', nullable),
        c.ref('answered_by', nullable),
        c.bool('lifted'),
      ],
      checks: [
        {
          name: 'ck_standing_mark_kind',
          expression: oneOf('kind', ['no_show', 'late_withdrawal']),
        },
        {
          name: 'ck_standing_mark_appeal',
          expression: '("appeal" IS NULL) = ("appealed_at" IS NULL)',
        },
        {
          name: 'ck_standing_mark_answer',
          expression: '("answer" IS NULL) = ("answered_at" IS NULL)',
        },
        {
          name: 'ck_standing_mark_order',
          expression: '"answer" IS NULL OR "appeal" IS NOT NULL',
        },
      ],
      indices: [
        {
          name: 'ux_standing_mark_event',
          columnNames: ['enrollment_id', 'session_id', 'kind'],
          isUnique: true,
        },
        { name: 'ix_standing_mark_profile', columnNames: ['profile_id'] },
        { name: 'ix_standing_mark_account', columnNames: ['account_id', 'at'] },
        { name: 'ix_standing_mark_class', columnNames: ['class_id'] },
      ],
      foreignKeys: [
        foreignKey('fk_standing_mark_profile', 'profile_id', 'profile'),
        foreignKey('fk_standing_mark_account', 'account_id', 'account'),
        foreignKey('fk_standing_mark_class', 'class_id', 'night_class'),
        foreignKey('fk_standing_mark_session', 'session_id', 'class_session'),
        foreignKey('fk_standing_mark_enrollment', 'enrollment_id', 'enrollment'),
      ],
    });
  }
}
