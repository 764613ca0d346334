import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey, nullable, oneOf } from '../schema';
import { ForwardOnly } from './forward-only';

const STATES = [
  'applied',
  'enrolled',
  'waitlisted',
  'offered',
  'lapsed',
  'withdrawn',
  'released',
  'cancelled',
  'completed',
  'not_drawn',
];
const LIVE = ['applied', 'enrolled', 'waitlisted', 'offered'];

export class Enrollments1764000000005 extends ForwardOnly {
  readonly name = 'Enrollments1764000000005';

  async up(q: QueryRunner): Promise<void> {
    const c = columnsFor(q);
    await createTable(q, {
      name: 'enrollment',
      columns: [
        c.id,
        c.ref('class_id'),
        c.ref('profile_id'),
        c.ref('account_id'),
        c.text('state', 12),
        c.text('channel', 8),
        c.int('queue_number', nullable),
        c.instant('entered_at'),
        c.instant('changed_at'),
        c.instant('offer_expires_at', nullable),
        c.text('reason', 200, nullable),
      ],
      checks: [
        { name: 'ck_enrollment_state', expression: oneOf('state', STATES) },
        { name: 'ck_enrollment_channel', expression: oneOf('channel', ['online', 'desk']) },
      ],
      indices: [
        {
          name: 'ux_enrollment_live',
          columnNames: ['class_id', 'profile_id'],
          isUnique: true,
          where: oneOf('state', LIVE),
        },
        { name: 'ix_enrollment_profile', columnNames: ['profile_id', 'state'] },
        { name: 'ix_enrollment_account', columnNames: ['account_id', 'entered_at'] },
        { name: 'ix_enrollment_queue', columnNames: ['class_id', 'state', 'queue_number'] },
        {
          name: 'ix_enrollment_offer',
          columnNames: ['offer_expires_at'],
          where: `"state" = 'offered'`,
        },
      ],
      foreignKeys: [
        foreignKey('fk_enrollment_class', 'class_id', 'night_class'),
        foreignKey('fk_enrollment_profile', 'profile_id', 'profile'),
        foreignKey('fk_enrollment_account', 'account_id', 'account'),
      ],
    });
  }
}
