import { teacherNameOf } from '../shared/kernel/teacher-name';
import { Slot, slots } from '../scheduling/slots';
import type { ClassWish } from './plan-world';

/** What a line may name. */
export interface PlanNames {
  courses: readonly { id: string; title: string; capacity: number }[];
  schools: readonly { id: string; name: string; siteName: string }[];
}

export interface ReadLines {
  wishes: ClassWish[];
  /** A sentence for each line that cannot be read, with its number. */
  problems: string[];
}

const HEADINGS = new Set([
  '课程',
  '课程名称',
  '老师',
  '教师',
  '夜校',
  '学校',
  '星期',
  '时段',
  '人数',
  '名额',
]);
const ANY = new Set(['不限', '都行', '任意', '-']);
const DAYS = '一二三四五六日';

/**
 * Reads a pasted table of classes: a line each, with a course, a teacher and, in any order, a school,
 * weekdays (周三周四), a time (19:00) and a number of seats (16人). Columns are kept apart by tabs, commas
 * or spaces.
 */
export function readPlanLines(text: string, names: PlanNames): ReadLines {
  const read: ReadLines = { wishes: [], problems: [] };
  text
    .normalize('NFKC')
    .split(/\r\n?|\n/)
    .forEach((line, i) => {
      const cells = line.split(/[\t,、;|]|\s+/).filter(Boolean);
      if (cells.length === 0 || cells.every((cell) => HEADINGS.has(cell))) return;
      const found = readCells(cells, names);
      if (typeof found === 'string') read.problems.push(`第 ${i + 1} 行：${found}`);
      else read.wishes.push(found);
    });
  return read;
}

/** The wish of one line, or what is wrong with it. */
function readCells(cells: readonly string[], names: PlanNames): ClassWish | string {
  const course = names.courses.find(({ title }) => cells.includes(plain(title)));
  if (!course) return `没有“${cells[0]}”这门课，请照课程目录写`;
  const wish = {
    ...{ courseId: course.id, seats: course.capacity, schoolId: null as string | null },
  };
  const wanted = { weekdays: [] as number[], slots: [] as Slot[], teacherName: '' };
  let counted = false;
  for (const cell of cells) {
    const schools = schoolsCalled(cell, names.schools, wanted.teacherName !== '');
    const [school] = schools;
    const slot = slots.find((one) => one.startsWith(cell.slice(0, 5)));
    const seats = /^(\d{1,4})[人座]?$/.exec(cell);
    if (cell === plain(course.title) || ANY.has(cell)) continue;
    else if (schools.length > 1) return `“${cell}”有好几所夜校，请写全名`;
    else if (school) wish.schoolId = school.id;
    else if (/^((周|星期)[一二三四五六日天]+)+$/.test(cell)) wanted.weekdays.push(...daysIn(cell));
    else if (/^\d{1,2}:\d{2}/.test(cell) && slot) wanted.slots.push(slot);
    else if (seats && counted) return '写了两个人数，请留一个';
    else if (seats) [wish.seats, counted] = [Number(seats[1]), true];
    else if (wanted.teacherName === '' && /^[\p{L}·]{2,25}$/u.test(cell))
      wanted.teacherName = teacherNameOf(cell);
    else return `看不懂“${cell}”`;
  }
  if (wanted.teacherName === '') return '没有写老师';
  if (wish.seats < 1 || wish.seats > 500) return '人数应在 1 到 500 之间';
  return { ...wish, ...wanted, fixed: null };
}

/** By its whole name, or, once the teacher has been named, by how it begins: 望云 for 望云社区. */
function schoolsCalled(cell: string, schools: PlanNames['schools'], begun: boolean) {
  const namesOf = (one: (typeof schools)[number]) => [one.name, one.siteName].map(plain);
  const whole = schools.filter((one) => namesOf(one).includes(cell));
  if (whole.length > 0 || !begun || cell.length < 2) return whole.slice(0, 1);
  return schools.filter((one) => namesOf(one).some((name) => name.startsWith(cell)));
}

/** Names as a line can hold them: without what keeps columns apart. */
const plain = (name: string): string => name.normalize('NFKC').replace(/[\s,、;|]+/g, '');

const daysIn = (cell: string): number[] =>
  [...cell.replace(/周|星期/g, '')].map((day) => DAYS.indexOf(day === '天' ? '日' : day) + 1);
