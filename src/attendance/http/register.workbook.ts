import writeXlsxFile, { Row } from 'write-excel-file/node';
import { markNames, RegisterTable } from '../register.rules';

const DARK = { fontWeight: 'bold' } as const;
/** Its type makes a cell text whatever it begins with: `=1+1` stays what somebody typed (quality F8). */
const text = (value: string) => ({ value, type: String });
const count = (value: number) => ({ value, type: Number });
const head = (value: string) => ({ ...text(value), ...DARK, wrap: true });

/** The register as a workbook: a line for each person, a column for each evening, and the sums. */
export function registerWorkbook({ heads, rows }: RegisterTable): Promise<Buffer> {
  const lines: Row[] = [
    [
      ...['序号', '姓名', '手机尾号', '状态'].map(head),
      ...heads.map(({ number, day }) => head(`${number} ${day}`)),
      ...['到课', '应到'].map(head),
    ],
    ...rows.map((row, i) => [
      count(i + 1),
      ...[row.name, row.phone.slice(-4), row.stateText].map(text),
      ...row.marks.map((mark) => (mark ? text(markNames[mark]) : null)),
      ...[row.came, row.held].map(count),
    ]),
    [head('到课人数'), null, null, null, ...heads.map(({ came }) => count(came)), null, null],
  ];
  const widths = [10, 14, 10, 12, ...heads.map(() => 14), 8, 8];
  const columns = widths.map((width) => ({ width }));
  return writeXlsxFile(lines, { sheet: '考勤', columns, stickyRowsCount: 1 }).toBuffer();
}
