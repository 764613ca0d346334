import { createHash, createHmac, randomBytes, randomFillSync, timingSafeEqual } from 'node:crypto';

let lastMs = 0;

/** Random bytes are fetched for many ids at once: a rush makes thousands a second. */
const pool = Buffer.alloc(4096);
let used = pool.length;
function sixteenRandomBytes(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return Buffer.from(pool.subarray(used, (used += 16)));
}

/** A UUID version 7 (RFC 9562): sorts by creation, so primary keys append instead of scattering. */
export function newId(): string {
  const bytes = sixteenRandomBytes();
  lastMs = Math.max(lastMs, performance.timeOrigin + performance.now());
  bytes.writeUIntBE(Math.floor(lastMs), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** 32 random bytes for a secret that travels in a cookie or a link (quality D5, D6). Store only its hash. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256 as 64 hexadecimal digits. */
export const sha256 = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex');
/** HMAC-SHA-256 as 64 hexadecimal digits. */
export const hmacSha256 = (key: Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text).digest('hex');

/** Whether a secret that was sent is the right one; how long that takes tells nothing about it. */
export function sameSecret(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A short number for a message and its log line, e.g. `A7K2-93QF`. Not a secret. */
export function newReference(): string {
  const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
  const text = [...randomBytes(8)].map((byte) => letters[byte % letters.length]).join('');
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}
