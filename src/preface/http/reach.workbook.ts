import writeXlsxFile, { Row } from 'write-excel-file/node';
import { dateOf } from '../../shared/kernel/shanghai';
import type { ReachLine } from '../reach.queries';
import { Days, definitions, percentText, spanText } from '../reach.rules';
import type { Reach } from '../reach.service';

/** Its type makes a cell text whatever it begins with (quality F8). */
const text = (value: string) => ({ value, type: String });
const count = (value: number) => ({ value, type: Number });
const head = (value: string) => ({ ...text(value), fontWeight: 'bold' as const });
const COUNTED = ['场次', '人次', '人数'];

/** What was reached as a workbook: the sums, each table, each brief, and what the figures mean. */
export function reachWorkbook(reach: Reach, days: Days, place: string): Promise<Buffer> {
  const { total, coverage } = reach;
  const rows: Row[] = [
    [head('政策传真'), text(place), text(`${days.from} 至 ${days.to}`)],
    ['讲过的节数', '上完的节数', '覆盖率', '免讲', ...COUNTED.slice(1)].map(head),
    [
      ...[coverage.told, coverage.held].map(count),
      text(percentText(coverage.told, coverage.held)),
      ...[coverage.exempt, total.attendances, total.persons].map(count),
    ],
    ...table('级别', reach.levels),
    ...table('主题', reach.topics),
    ...table('夜校', reach.schools),
    [],
    ['政策传真', '级别', '发布', '到第一场', '到八成场次', ...COUNTED, '想再了解'].map(head),
    ...reach.briefs.map((one) => [
      ...[one.title, one.level, dateOf(one.publishedAt)].map(text),
      ...[spanText(one.publishedAt, one.firstAt), spanText(one.publishedAt, one.mostAt)].map(text),
      ...[one.sessions, one.attendances, one.persons, one.more].map(count),
    ]),
    [],
    ...definitions.map((line) => [text(line)]),
  ];
  const columns = [28, 14, 14, 14, 14, 10, 10, 10, 10].map((width) => ({ width }));
  return writeXlsxFile(rows, { sheet: '政策传真', columns }).toBuffer();
}

const table = (name: string, lines: readonly ReachLine[]): Row[] => [
  [],
  [name, ...COUNTED].map(head),
  ...lines.map((one) => [
    text(one.name),
    ...[one.sessions, one.attendances, one.persons].map(count),
  ]),
];
