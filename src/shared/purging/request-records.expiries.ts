import { sql } from '../database/sql';
import type { Expiry } from './purges';

/** Quality A7 asks for a day; a form that lay open over a weekend night still answers the same. */
const ACTION_KEY_MS = 48 * 3_600_000;

/** What requests leave behind. */
export const requestRecords: readonly Expiry[] = [
  {
    table: 'action_key',
    key: ['account_id', 'key'],
    expired: (now) => sql`at <= ${new Date(now.getTime() - ACTION_KEY_MS)}`,
  },
  {
    table: 'parked_form',
    key: ['token_hash'],
    expired: (now) => sql`expires_at <= ${now}`,
  },
  {
    table: 'throttle_count',
    key: ['bucket', 'window'],
    expired: (now) => sql`expires_at <= ${now}`,
  },
];
