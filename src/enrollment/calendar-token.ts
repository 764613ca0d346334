import { createHmac } from 'node:crypto';
import { sameSecret } from '../shared/kernel/ids';

const sign = (secret: string, accountId: string, version: number): string =>
  createHmac('sha256', secret).update(`calendar ${accountId} ${version}`).digest('base64url');

/** What a calendar program sends instead of a session: opens one timetable and nothing else. */
export const calendarToken = (secret: string, accountId: string, version: number): string =>
  `${accountId}.${sign(secret, accountId, version)}`;

/** The account that a token names, which proves nothing yet; null for what is no token. */
export function claimedAccount(token: unknown): string | null {
  if (typeof token !== 'string' || token.length > 200) return null;
  return token.split('.')[0] || null;
}

/** Whether this is the very token of that account and version. */
export const isToken = (
  secret: string,
  token: string,
  accountId: string,
  version: number,
): boolean => sameSecret(token, calendarToken(secret, accountId, version));
