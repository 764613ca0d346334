import { sql } from '../shared/database/sql';
import type { Expiry } from '../shared/purging/purges';
import { sessionLife } from './session.rules';

const before = (now: Date, ms: number): Date => new Date(now.getTime() - ms);

/** Sessions that nobody can use any more, and one-time ways to a new password. */
export const identityExpiries: readonly Expiry[] = [
  {
    table: 'session',
    key: ['id_hash'],
    expired: (now) => sql`(expires_at <= ${now}
      OR staff = ${true} AND seen_at <= ${before(now, sessionLife.staff.idle)}
      OR seen_at <= ${before(now, sessionLife.learner.idle)})`,
  },
  {
    table: 'password_reset',
    key: ['token_hash'],
    expired: (now) => sql`expires_at <= ${now}`,
  },
];
