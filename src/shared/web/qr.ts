import { encode } from 'uqr';

/** A QR code as the partial `qr` draws it: its side and the path of its dark squares. */
export interface Qr {
  size: number;
  path: string;
}

/** Each row of dark squares in runs; the light border of four is what scanners ask for. */
export function qrOf(text: string): Qr {
  const { data, size } = encode(text, { border: 4, ecc: 'M' });
  const runs = data.flatMap((row, y) =>
    row.map((dark, x) => (dark && !row[x - 1] ? runAt(row, x, y) : '')),
  );
  return { size, path: runs.join('') };
}

function runAt(row: readonly boolean[], x: number, y: number): string {
  const end = row.indexOf(false, x);
  const width = (end < 0 ? row.length : end) - x;
  return `M${x} ${y}h${width}v1h-${width}z`;
}
