import { sql } from '../shared/database/sql';
import { BLANK } from '../shared/outbox/outbox-message.entity';
import type { Expiry } from '../shared/purging/purges';

const WEEK_MS = 7 * 86_400_000;

/** Mails that were given up and cannot be sent again stay on the list for a week. */
export const spentMails: Expiry = {
  table: 'outbox_message',
  key: ['id'],
  expired: (now) =>
    sql`state = 'dead' AND model = ${BLANK} AND due_at <= ${new Date(now.getTime() - WEEK_MS)}`,
};
