import { QueryRunner } from 'typeorm';
import { ForwardOnly } from './forward-only';

/** Mails that went out with a link to a new password do not keep it. */
export class OutboxSecrets1764000000020 extends ForwardOnly {
  readonly name = 'OutboxSecrets1764000000020';

  async up(q: QueryRunner): Promise<void> {
    const instant = q.connection.options.type === 'postgres' ? 'timestamptz' : 'datetime';
    await q.query(`ALTER TABLE outbox_message ADD COLUMN secret_until ${instant}`);
    await q.query(
      `UPDATE outbox_message SET model = '{}' WHERE template = 'password-reset' AND state <> 'waiting'`,
    );
  }
}
