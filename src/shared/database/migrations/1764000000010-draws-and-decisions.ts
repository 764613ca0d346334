import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey, nullable, oneOf } from '../schema';
import { ForwardOnly } from './forward-only';

const KINDS = [
  'entered',
  'seated',
  'queued',
  'refused',
  'promoted',
  'offered',
  'accepted',
  'lapsed',
  'withdrawn',
  'cancelled',
  'drawn',
  'not_drawn',
];

export class DrawsAndDecisions1764000000010 extends ForwardOnly {
  readonly name = 'DrawsAndDecisions1764000000010';

  async up(q: QueryRunner): Promise<void> {
    await draws(q);
    await decisions(q);
    await classColumns(q);
    for (const column of ['entry_code varchar(8)', 'wish integer', 'draw_rank integer'])
      await q.query(`ALTER TABLE enrollment ADD COLUMN ${column}`);
  }
}

async function draws(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  await createTable(q, {
    name: 'draw',
    columns: [
      c.id,
      c.instant('opens_at'),
      c.instant('closes_at'),
      c.text('seed', 64),
      c.text('commitment', 64),
      c.instant('committed_at'),
      c.instant('drawn_at', nullable),
      c.long('list', nullable),
      c.text('list_hash', 64, nullable),
    ],
    indices: [
      { name: 'ux_draw_window', columnNames: ['opens_at', 'closes_at'], isUnique: true },
      { name: 'ix_draw_due', columnNames: ['closes_at'], where: '"drawn_at" IS NULL' },
    ],
  });
}

async function decisions(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  await createTable(q, {
    name: 'decision',
    columns: [
      c.id,
      c.instant('at'),
      c.int('turn'),
      c.ref('class_id'),
      c.ref('profile_id'),
      c.ref('enrollment_id', nullable),
      c.text('kind', 12),
      c.ref('actor_id', nullable),
      c.text('channel', 8, nullable),
      c.int('position', nullable),
      c.int('taken', nullable),
      c.int('waiting', nullable),
      c.text('words', 300, nullable),
    ],
    checks: [{ name: 'ck_decision_kind', expression: oneOf('kind', KINDS) }],
    indices: [
      { name: 'ix_decision_person', columnNames: ['class_id', 'profile_id', 'at'] },
      { name: 'ix_decision_enrollment', columnNames: ['enrollment_id'] },
    ],
    foreignKeys: [
      foreignKey('fk_decision_class', 'class_id', 'night_class'),
      foreignKey('fk_decision_profile', 'profile_id', 'profile'),
    ],
  });
}

/**
 * Column by column, which copies no class. `draw_id` has no foreign key: SQLite would take one here
 * without a name, which the entities could not match; draws are never deleted.
 */
async function classColumns(q: QueryRunner): Promise<void> {
  const check = `CONSTRAINT "ck_night_class_admission" CHECK (${oneOf('admission', ['first_come', 'draw'])})`;
  for (const column of [
    `admission varchar(12) NOT NULL DEFAULT 'first_come' ${check}`,
    `priorities varchar(400) NOT NULL DEFAULT ''`,
    `applied integer NOT NULL DEFAULT 0 CONSTRAINT "ck_night_class_applied" CHECK ("applied" >= 0)`,
    'draw_id varchar(36)',
  ])
    await q.query(`ALTER TABLE night_class ADD COLUMN ${column}`);
  await q.query('CREATE INDEX "ix_night_class_draw" ON night_class ("draw_id")');
}
