import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey, nullable, oneOf } from '../schema';
import { ForwardOnly } from './forward-only';

const TIERS = ['interest', 'experience', 'advanced', 'master'];
const CATEGORIES = [
  'theory',
  'civility',
  'law',
  'heritage',
  'defence',
  'fire',
  'arts',
  'living',
  'fitness',
];

export class Curriculum1764000000003 extends ForwardOnly {
  readonly name = 'Curriculum1764000000003';

  async up(q: QueryRunner): Promise<void> {
    const c = columnsFor(q);
    await createTable(q, {
      name: 'track',
      columns: [c.id, c.text('name', 30)],
      indices: [{ name: 'ux_track_name', columnNames: ['name'], isUnique: true }],
    });
    await createTable(q, {
      name: 'course',
      columns: [
        c.id,
        c.text('title', 40),
        c.text('category', 10),
        c.text('tier', 12),
        c.ref('track_id', nullable),
        c.bool('is_universal'),
        c.text('summary', 80),
        c.long('description'),
        c.text('audience', 100),
        c.text('outcome', 200, { default: "''" }),
        c.long('bring'),
        c.int('session_count'),
        c.int('capacity', { default: 30 }),
        c.int('minimum', { default: 10 }),
        c.int('market_price_fen', nullable),
        c.text('market_price_note', 100, { default: "''" }),
        c.bool('is_listed', true),
      ],
      checks: [
        { name: 'ck_course_tier', expression: oneOf('tier', TIERS) },
        { name: 'ck_course_category', expression: oneOf('category', CATEGORIES) },
        { name: 'ck_course_session_count', expression: '"session_count" BETWEEN 1 AND 40' },
      ],
      indices: [{ name: 'ux_course_title', columnNames: ['title'], isUnique: true }],
      foreignKeys: [foreignKey('fk_course_track', 'track_id', 'track')],
    });
    await createTable(q, {
      name: 'course_lesson',
      columns: [
        c.id,
        c.ref('course_id'),
        c.int('position'),
        c.text('title', 60),
        c.text('summary', 200, { default: "''" }),
      ],
      indices: [
        { name: 'ux_course_lesson', columnNames: ['course_id', 'position'], isUnique: true },
      ],
      foreignKeys: [foreignKey('fk_course_lesson_course', 'course_id', 'course')],
    });
  }
}
