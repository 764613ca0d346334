import { newReference } from '../shared/kernel/ids';

/** No 0 O 1 I L: a code is read out over the phone and copied from paper. */
const CODE = /^[A-HJKMNP-Z2-9]{8}$/;

/** A random entry code as it stands in the list: `K7QM2X9P`. It names an entry without naming a person. */
export const newEntryCode = (): string => newReference().replace('-', '');

export const isEntryCode = (text: string): boolean => CODE.test(text);

/** The code as people read it: `K7QM-2X9P`. */
export const entryCodeText = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** The code a person typed, with or without hyphen, spaces and capitals; null when it is none. */
export function readEntryCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '');
  return isEntryCode(code) ? code : null;
}
