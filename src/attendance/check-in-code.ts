import { hmacSha256, sameSecret } from '../shared/kernel/ids';

/** How long one code stands; the one before it is still taken, for whoever was typing. */
export const CODE_LASTS_MS = 60_000;

/** The secret of one evening: its codes say nothing about those of another. */
export const checkInSeed = (secret: string, sessionId: string): Buffer =>
  Buffer.from(hmacSha256(Buffer.from(secret), `check-in:${sessionId}`), 'hex');

/** Until the next code. */
export const secondsLeft = (at: Date): number =>
  Math.ceil((CODE_LASTS_MS - (at.getTime() % CODE_LASTS_MS)) / 1000);

const windowAt = (at: Date): number => Math.floor(at.getTime() / CODE_LASTS_MS);

const codeOf = (seed: Uint8Array, window: number | 'paper'): string =>
  String(parseInt(hmacSha256(seed, `check-in:${window}`).slice(0, 12), 16) % 1_000_000).padStart(
    6,
    '0',
  );

/** The six digits of a session at a moment. */
export const checkInCode = (seed: Uint8Array, at: Date): string => codeOf(seed, windowAt(at));

/** The six digits on the sheet of paper of a session: they stay the same (ADR 19). */
export const printedCode = (seed: Uint8Array): string => codeOf(seed, 'paper');

/** Whether a typed code is the present one, the one before, or the one on paper. */
export function isCheckInCode(seed: Uint8Array, typed: string, at: Date): boolean {
  if (!/^\d{6}$/.test(typed)) return false;
  const window = windowAt(at);
  const right = [window, window - 1, 'paper' as const];
  return right.some((one) => sameSecret(typed, codeOf(seed, one)));
}
