import { readPlanLines } from '../../src/planning/plan-lines.rules';
import { teacherNameOf } from '../../src/shared/kernel/teacher-name';

const names = {
  courses: [{ id: 'c', title: '书法体验', capacity: 20 }],
  schools: [
    { id: 'w', name: '望云社区市民夜校', siteName: '望云社区' },
    { id: 'q', name: '桥北社区市民夜校', siteName: '桥北社区' },
    { id: 's', name: '桥南村市民夜校', siteName: '桥南村' },
  ],
};
const read = (text: string) => readPlanLines(text, names);

it('reads the line that the form gives as an example', () => {
  const { wishes, problems } = read('书法体验 沈月 望云 周三周四 19:00 16人');
  expect(problems).toEqual([]);
  expect(wishes).toEqual([
    {
      ...{ courseId: 'c', teacherName: '沈月', schoolId: 'w', seats: 16, fixed: null },
      ...{ weekdays: [3, 4], slots: ['19:00-20:30'] },
    },
  ]);
});

it('takes a name that begins like a school for the teacher while none is named', () => {
  expect(read('书法体验\t望云').wishes).toMatchObject([{ teacherName: '望云', schoolId: null }]);
});

it.each([
  ['书法体验 沈月 月亮', '看不懂“月亮”'],
  ['书法体验 沈月 16人 25人', '写了两个人数，请留一个'],
  ['书法体验 沈月 桥', '看不懂“桥”'],
  ['书法体验', '没有写老师'],
  ['剪纸 沈月', '没有“剪纸”这门课，请照课程目录写'],
])('says of %s: %s', (line, why) => {
  expect(read(line).problems).toEqual([`第 1 行：${why}`]);
});

it('asks which school when several begin so', () => {
  const two = {
    ...names,
    schools: [...names.schools, { id: 'x', name: '桥北二校', siteName: '' }],
  };
  expect(readPlanLines('书法体验 沈月 桥北', two).problems).toEqual([
    '第 1 行：“桥北”有好几所夜校，请写全名',
  ]);
});

it.each(['沈墨', '沈 墨', '沈　墨', '沈\u200b墨', '沈墨老师', ' 沈 墨 老师 '])(
  'writes %j one way',
  (typed) => expect(teacherNameOf(typed)).toBe('沈墨'),
);
it.each([
  ['John  Smith', 'John Smith'],
  ['古丽•买买提', '古丽·买买提'],
  ['老师', '老师'],
])('keeps what is part of a name: %s', (typed, name) => expect(teacherNameOf(typed)).toBe(name));
