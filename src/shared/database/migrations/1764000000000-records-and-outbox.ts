import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, nullable } from '../schema';
import { ForwardOnly } from './forward-only';

export class RecordsAndOutbox1764000000000 extends ForwardOnly {
  readonly name = 'RecordsAndOutbox1764000000000';

  async up(q: QueryRunner): Promise<void> {
    await auditAndOutbox(q);
    await requestRecords(q);
  }
}

async function auditAndOutbox(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  await createTable(q, {
    name: 'audit_entry',
    columns: [
      c.id,
      c.instant('at'),
      c.text('action', 60),
      c.ref('actor_id', nullable),
      c.ref('site_id', nullable),
      c.text('subject', 40),
      c.ref('subject_id'),
      c.long('detail', nullable),
    ],
    indices: [{ name: 'ix_audit_entry_subject', columnNames: ['subject', 'subject_id'] }],
  });
  await createTable(q, {
    name: 'outbox_message',
    columns: [
      c.id,
      c.text('template', 60),
      c.text('to_name', 60),
      c.text('to_address', 254),
      c.long('model'),
      c.text('state', 10, { default: "'waiting'" }),
      c.int('tries', { default: 0 }),
      c.instant('created_at'),
      c.instant('due_at'),
      c.instant('sent_at', nullable),
      c.text('last_error', 300, nullable),
    ],
    indices: [{ name: 'ix_outbox_message_due', columnNames: ['state', 'due_at'] }],
  });
}

async function requestRecords(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  const primary = { isPrimary: true };
  await createTable(q, {
    name: 'action_key',
    columns: [
      c.ref('account_id', primary),
      c.text('key', 64, primary),
      c.text('request_hash', 64),
      c.text('answer', 300),
      c.instant('at'),
    ],
    indices: [{ name: 'ix_action_key_at', columnNames: ['at'] }],
  });
  await createTable(q, {
    name: 'throttle_count',
    columns: [
      c.text('bucket', 120, primary),
      c.int('window', primary),
      c.int('count'),
      c.instant('expires_at'),
    ],
  });
  await createTable(q, {
    name: 'parked_form',
    columns: [
      c.text('token_hash', 64, primary),
      c.text('path', 300),
      c.long('body'),
      c.instant('expires_at'),
    ],
  });
  await createTable(q, {
    name: 'heartbeat',
    columns: [c.text('worker', 40, primary), c.instant('at'), c.text('last_error', 300, nullable)],
  });
  await createTable(q, {
    name: 'setting',
    columns: [c.text('name', 60, primary), c.long('value')],
  });
}
