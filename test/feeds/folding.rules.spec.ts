import { folded } from '../../src/feeds/folding.rules';

const unfolded = (text: string) => text.replaceAll('\r\n ', '');

it.each([
  ['short', 'SUMMARY:毛笔'],
  ['as long as a line may be', 'x'.repeat(75)],
  ['one octet longer', 'x'.repeat(76)],
  ['of Han', `SUMMARY:${'永和九年岁在癸丑'.repeat(20)}`],
  ['of characters beyond the first plane', `a${'𠮷𡈽𠀀'.repeat(30)}`],
  ['of spaces', ' '.repeat(300)],
])('keeps a line %s within 75 octets, and every character whole', (_, line) => {
  const text = folded(`${line}\r\nEND:VEVENT\r\n`);
  const lines = text.split('\r\n');
  expect(Math.max(...lines.map((one) => Buffer.byteLength(one)))).toBeLessThanOrEqual(75);
  expect(Buffer.from(text).toString()).toBe(text);
  expect(unfolded(text)).toBe(`${line}\r\nEND:VEVENT\r\n`);
});

it('breaks no line that fits', () => {
  expect(folded('x'.repeat(75))).toBe('x'.repeat(75));
  expect(folded('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`);
});
