import { sql } from '../shared/database/sql';
import type { Expiry } from '../shared/purging/purges';
import { sessionLife } from './session.rules';

const before = (now: Date, ms: number): Date => new Date(now.getTime() - ms);

/** For so long an ended session still tells whose form it was that came too late. */
const KEPT_MS = 24 * 3_600_000;

/** Sessions that nobody can use any more, and one-time ways to a new password. */
export const identityExpiries: readonly Expiry[] = [
  {
    table: 'session',
    key: ['id_hash'],
    expired: (now) => sql`(expires_at <= ${before(now, KEPT_MS)}
      OR staff = ${true} AND seen_at <= ${before(now, sessionLife.staff.idle + KEPT_MS)}
      OR seen_at <= ${before(now, sessionLife.learner.idle + KEPT_MS)})`,
  },
  {
    table: 'password_reset',
    key: ['token_hash'],
    expired: (now) => sql`expires_at <= ${now}`,
  },
];
