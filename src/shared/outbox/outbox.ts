import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database';
import { Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';

export interface MailRow {
  /** views/mail/<template>.hbs and its text twin. */
  template: string;
  to: { name: string; address: string };
  /** What the template shows; `subject` is the line in the inbox. */
  model: { subject: string } & Record<string, unknown>;
  /** The model holds a secret that is good until then; afterwards the mail is not sent any more. */
  secretUntil?: Date;
}

// eslint-disable-next-line no-control-regex -- a header must hold no control character (quality B5)
const CONTROL = /[\u0000-\u001f\u007f]/;

/** Mail is a row written with its cause; the worker delivers it afterwards (quality B1). */
@Injectable()
export class Outbox {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  enqueue(tx: EntityManager, mails: readonly MailRow[]): Promise<void> {
    const now = this.clock.now();
    const rows = mails.map(({ template, to, model, secretUntil }) => {
      if (CONTROL.test(to.name + to.address + model.subject))
        throw new Error('a control character in a mail header');
      return {
        id: newId(),
        template,
        to_name: to.name,
        to_address: to.address,
        model: JSON.stringify(model),
        secret_until: secretUntil ?? null,
        state: 'waiting',
        tries: 0,
        created_at: now,
        due_at: now,
      };
    });
    return this.database.insertRows(tx, 'outbox_message', rows);
  }
}
