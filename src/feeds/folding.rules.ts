/** Octets a line may have, its end left out (RFC 5545, 3.1). */
const LONGEST = 75;

/** Text of an iCalendar file with its long lines broken, never inside a character. */
export const folded = (text: string): string => text.split('\r\n').map(foldedLine).join('\r\n');

function foldedLine(line: string): string {
  // a character of UTF-16 has three octets at most
  if (line.length * 3 <= LONGEST) return line;
  let [out, octets] = ['', 0];
  for (const char of line) {
    const size = octetsOf(char);
    if (octets + size > LONGEST) {
      out += '\r\n ';
      // the space that marks the line as a continuation counts
      octets = 1;
    }
    out += char;
    octets += size;
  }
  return out;
}

function octetsOf(char: string): number {
  const point = char.codePointAt(0)!;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
