import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey, nullable, oneOf } from '../schema';
import { ForwardOnly } from './forward-only';

export class NightClasses1764000000004 extends ForwardOnly {
  readonly name = 'NightClasses1764000000004';

  async up(q: QueryRunner): Promise<void> {
    await calendar(q);
    await nightClass(q);
    await classSession(q);
  }
}

async function calendar(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  await createTable(q, {
    name: 'term',
    columns: [c.id, c.text('name', 20), c.instant('starts_at'), c.instant('ends_at')],
    indices: [{ name: 'ux_term_name', columnNames: ['name'], isUnique: true }],
  });
  await createTable(q, {
    name: 'calendar_day',
    columns: [
      c.text('date', 10, { isPrimary: true }),
      c.text('kind', 10),
      c.text('name', 20),
      c.bool('confirmed', true),
      c.text('note', 60, { default: "''" }),
    ],
    checks: [{ name: 'ck_calendar_day_kind', expression: oneOf('kind', ['holiday', 'workday']) }],
  });
}

async function nightClass(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  await createTable(q, {
    name: 'night_class',
    columns: [
      c.id,
      c.ref('course_id'),
      c.ref('school_id'),
      c.ref('room_id'),
      c.ref('term_id'),
      c.text('state', 12, { default: "'draft'" }),
      c.text('title', 40),
      c.text('category', 10),
      c.text('tier', 12),
      c.ref('track_id', nullable),
      c.text('teacher_name', 60),
      c.int('weekday'),
      c.text('slot_start', 5),
      c.text('slot_end', 5),
      c.int('session_count'),
      c.instant('starts_at'),
      c.instant('ends_at'),
      c.int('capacity'),
      c.int('minimum'),
      c.int('desk_quota', { default: 0 }),
      c.int('taken', { default: 0 }),
      c.int('desk_taken', { default: 0 }),
      c.int('waiting', { default: 0 }),
      c.int('next_queue_number', { default: 1 }),
      c.instant('opens_at'),
      c.instant('closes_at'),
      c.text('reason', 200, nullable),
      c.long('search'),
      c.instant('published_at', nullable),
      c.instant('created_at'),
    ],
    checks: [
      {
        name: 'ck_night_class_state',
        expression: oneOf('state', ['draft', 'published', 'cancelled', 'postponed']),
      },
      { name: 'ck_night_class_taken', expression: '"taken" >= 0 AND "taken" <= "capacity"' },
      { name: 'ck_night_class_waiting', expression: '"waiting" >= 0' },
      { name: 'ck_night_class_desk', expression: '"desk_quota" >= 0 AND "desk_taken" >= 0' },
    ],
    indices: [
      { name: 'ix_night_class_listed', columnNames: ['state', 'ends_at', 'starts_at'] },
      { name: 'ix_night_class_school', columnNames: ['school_id', 'ends_at'] },
      { name: 'ix_night_class_course', columnNames: ['course_id'] },
    ],
    foreignKeys: [
      foreignKey('fk_night_class_course', 'course_id', 'course'),
      foreignKey('fk_night_class_school', 'school_id', 'school'),
      foreignKey('fk_night_class_room', 'room_id', 'room'),
      foreignKey('fk_night_class_term', 'term_id', 'term'),
    ],
  });
}

async function classSession(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  await createTable(q, {
    name: 'class_session',
    columns: [
      c.id,
      c.ref('class_id'),
      c.ref('room_id'),
      c.int('position'),
      c.text('title', 60),
      c.instant('starts_at'),
      c.instant('ends_at'),
      c.text('state', 10, { default: "'scheduled'" }),
    ],
    checks: [
      { name: 'ck_class_session_state', expression: oneOf('state', ['scheduled', 'cancelled']) },
    ],
    indices: [
      { name: 'ux_class_session_position', columnNames: ['class_id', 'position'], isUnique: true },
      { name: 'ix_class_session_starts', columnNames: ['starts_at'] },
      {
        name: 'ux_class_session_room',
        columnNames: ['room_id', 'starts_at'],
        isUnique: true,
        where: `"state" = 'scheduled'`,
      },
    ],
    foreignKeys: [
      foreignKey('fk_class_session_class', 'class_id', 'night_class'),
      foreignKey('fk_class_session_room', 'room_id', 'room'),
    ],
  });
}
