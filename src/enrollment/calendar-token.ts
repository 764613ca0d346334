import { createHmac, timingSafeEqual } from 'node:crypto';

const sign = (secret: string, accountId: string): string =>
  createHmac('sha256', secret).update(`calendar ${accountId}`).digest('base64url');

/** What a calendar program sends instead of a session: opens one timetable and nothing else. */
export const calendarToken = (secret: string, accountId: string): string =>
  `${accountId}.${sign(secret, accountId)}`;

/** The account whose timetable a token opens; null for a token that is not ours. */
export function accountOfToken(secret: string, token: unknown): string | null {
  if (typeof token !== 'string' || token.length > 200) return null;
  const [accountId = '', signature = ''] = token.split('.');
  const given = Buffer.from(signature);
  const right = Buffer.from(sign(secret, accountId));
  return given.length === right.length && timingSafeEqual(given, right) ? accountId : null;
}
