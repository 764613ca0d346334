import { mkdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { createTransport, SendMailOptions, Transporter } from 'nodemailer';
import { Config } from '../config/config';
import type { OutboxMessage } from '../outbox/outbox-message.entity';
import { Views } from '../web/views';

/** A server that is silent for so long is down. What SMTP_URL says itself in its query comes first. */
const WAITS = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 8_000 };
/** All of one mail, however slowly a server speaks: a batch of the outbox ends before its claim does. */
export const MOST_MS = 10_000;

/** Renders and sends one mail; without SMTP_URL it is written as .eml under DATA_DIR/mail. */
@Injectable()
export class Mailer {
  private readonly transport: Transporter;

  constructor(
    private readonly config: Config,
    private readonly views: Views,
  ) {
    this.transport = config.smtpUrl
      ? createTransport({ ...WAITS, url: config.smtpUrl })
      : createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  }

  async send(message: OutboxMessage): Promise<void> {
    const model = JSON.parse(message.model) as { subject: string };
    const { html, text } = this.views.renderMail(message.template, model, {
      subject: model.subject,
      county: this.config.county,
      publicUrl: this.config.publicUrl,
    });
    const host = new URL(this.config.publicUrl).hostname;
    const mail: SendMailOptions = {
      from: { name: this.config.county.schoolName, address: this.config.mailFrom },
      to: { name: message.toName, address: message.toAddress },
      subject: model.subject,
      messageId: `<${message.id}@${host}>`,
      date: message.createdAt,
      html,
      text,
      disableFileAccess: true,
      disableUrlAccess: true,
      signal: AbortSignal.timeout(MOST_MS),
    };
    const sent = (await this.transport.sendMail(mail)) as { message?: Buffer };
    if (!this.config.smtpUrl && sent.message) await this.drop(message.id, sent.message);
  }

  private async drop(id: string, bytes: Buffer): Promise<void> {
    const folder = join(this.config.dataDir, 'mail');
    mkdirSync(folder, { recursive: true });
    await writeFile(join(folder, `.${id}.part`), bytes);
    await rename(join(folder, `.${id}.part`), join(folder, `${id}.eml`));
  }
}
