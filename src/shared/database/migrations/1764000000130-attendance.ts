import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey, nullable, oneOf } from '../schema';
import { ForwardOnly } from './forward-only';

export class Attendance1764000000130 extends ForwardOnly {
  readonly name = 'Attendance1764000000130';

  async up(q: QueryRunner): Promise<void> {
    const c = columnsFor(q);
    await createTable(q, {
      name: 'attendance',
      columns: [
        c.id,
        c.ref('session_id'),
        c.ref('profile_id'),
        c.ref('enrollment_id'),
        c.text('state', 8),
        c.text('source', 8),
        c.instant('at'),
        c.ref('actor_id', nullable),
      ],
      checks: [
        { name: 'ck_attendance_state', expression: oneOf('state', ['present', 'late', 'leave']) },
        { name: 'ck_attendance_source', expression: oneOf('source', ['self', 'staff']) },
        {
          name: 'ck_attendance_actor',
          expression: `("source" = 'staff') = ("actor_id" IS NOT NULL)`,
        },
      ],
      indices: [
        {
          name: 'ux_attendance_person',
          columnNames: ['session_id', 'enrollment_id'],
          isUnique: true,
        },
        { name: 'ix_attendance_enrollment', columnNames: ['enrollment_id'] },
        { name: 'ix_attendance_profile', columnNames: ['profile_id'] },
      ],
      foreignKeys: [
        foreignKey('fk_attendance_session', 'session_id', 'class_session'),
        foreignKey('fk_attendance_profile', 'profile_id', 'profile'),
        foreignKey('fk_attendance_enrollment', 'enrollment_id', 'enrollment'),
      ],
    });
  }
}
