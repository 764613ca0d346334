import { createHmac } from 'node:crypto';
import { sameSecret } from '../shared/kernel/ids';

const sign = (secret: string, linkId: string, version: number): string =>
  createHmac('sha256', secret).update(`calendar ${linkId} ${version}`).digest('base64url');

/** What a calendar program sends instead of a session: opens one feed and nothing else. */
export const feedToken = (secret: string, linkId: string, version: number): string =>
  `${linkId}.${sign(secret, linkId, version)}`;

/** The link that a token names, which proves nothing yet; null for what is no token. */
export function claimedLink(token: unknown): string | null {
  if (typeof token !== 'string') return null;
  return /^([\w-]{36})\.[\w-]{43}$/.exec(token)?.[1] ?? null;
}

/** Whether this is the very token of that link and version. */
export const isToken = (secret: string, token: string, linkId: string, version: number): boolean =>
  sameSecret(token, feedToken(secret, linkId, version));
