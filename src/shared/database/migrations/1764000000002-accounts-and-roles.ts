import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey, nullable, oneOf } from '../schema';
import { ForwardOnly } from './forward-only';

export class AccountsAndRoles1764000000002 extends ForwardOnly {
  readonly name = 'AccountsAndRoles1764000000002';

  async up(q: QueryRunner): Promise<void> {
    await people(q);
    await rolesAndSessions(q);
  }
}

async function people(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  await createTable(q, {
    name: 'account',
    columns: [
      c.id,
      c.text('phone', 11),
      c.text('password_hash', 200, nullable),
      c.text('email', 254, nullable),
      c.instant('created_at'),
      c.instant('disabled_at', nullable),
    ],
    indices: [{ name: 'ux_account_phone', columnNames: ['phone'], isUnique: true }],
  });
  await createTable(q, {
    name: 'profile',
    columns: [
      c.id,
      c.ref('account_id'),
      c.text('kind', 10),
      c.text('name', 60),
      c.ref('site_id'),
      c.text('age_band', 10),
      c.instant('created_at'),
    ],
    checks: [
      { name: 'ck_profile_kind', expression: oneOf('kind', ['self', 'family', 'child']) },
      {
        name: 'ck_profile_age_band',
        expression: oneOf('age_band', ['under14', 'a14_17', 'a18_35', 'a36_59', 'a60_plus']),
      },
    ],
    indices: [{ name: 'ix_profile_account', columnNames: ['account_id'] }],
    foreignKeys: [
      foreignKey('fk_profile_account', 'account_id', 'account'),
      foreignKey('fk_profile_site', 'site_id', 'site'),
    ],
  });
  await createTable(q, {
    name: 'consent',
    columns: [
      c.id,
      c.ref('profile_id'),
      c.text('kind', 10),
      c.text('version', 10),
      c.text('channel', 10),
      c.instant('given_at'),
      c.instant('withdrawn_at', nullable),
    ],
    indices: [{ name: 'ix_consent_profile', columnNames: ['profile_id'] }],
    foreignKeys: [foreignKey('fk_consent_profile', 'profile_id', 'profile')],
  });
}

async function rolesAndSessions(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  await createTable(q, {
    name: 'role_grant',
    columns: [
      c.id,
      c.ref('account_id'),
      c.text('role', 12),
      c.ref('site_id'),
      c.ref('granted_by', nullable),
      c.instant('granted_at'),
      c.instant('ended_at', nullable),
    ],
    indices: [
      {
        name: 'ux_role_grant_live',
        columnNames: ['account_id', 'role', 'site_id'],
        isUnique: true,
        where: '"ended_at" IS NULL',
      },
    ],
    foreignKeys: [
      foreignKey('fk_role_grant_account', 'account_id', 'account'),
      foreignKey('fk_role_grant_site', 'site_id', 'site'),
    ],
  });
  await createTable(q, {
    name: 'session',
    columns: [
      c.text('id_hash', 64, { isPrimary: true }),
      c.ref('account_id'),
      c.bool('staff'),
      c.instant('created_at'),
      c.instant('seen_at'),
      c.instant('expires_at'),
    ],
    indices: [{ name: 'ix_session_account', columnNames: ['account_id'] }],
    foreignKeys: [foreignKey('fk_session_account', 'account_id', 'account')],
  });
  await createTable(q, {
    name: 'password_reset',
    columns: [
      c.text('token_hash', 64, { isPrimary: true }),
      c.ref('account_id'),
      c.text('kind', 6),
      c.int('tries', { default: 0 }),
      c.instant('expires_at'),
      c.instant('used_at', nullable),
    ],
    indices: [{ name: 'ix_password_reset_account', columnNames: ['account_id'] }],
    foreignKeys: [foreignKey('fk_password_reset_account', 'account_id', 'account')],
  });
}
