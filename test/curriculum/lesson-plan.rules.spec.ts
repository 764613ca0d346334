import {
  lessonPlanProblem,
  lessonPlanText,
  MOST_LESSONS,
  parseLessonPlan,
} from '../../src/curriculum/lesson-plan.rules';

it.each([
  [
    '一行一节，没有内容也行',
    '认识毛笔\n写名字',
    [
      { title: '认识毛笔', summary: '' },
      { title: '写名字', summary: '' },
    ],
  ],
  [
    '全角和半角竖线都行',
    '认识毛笔｜握笔、蘸墨\n写名字 | 各写三遍',
    [
      { title: '认识毛笔', summary: '握笔、蘸墨' },
      { title: '写名字', summary: '各写三遍' },
    ],
  ],
  ['空行不算一节', '\n认识毛笔\n\n  \n', [{ title: '认识毛笔', summary: '' }]],
  ['内容里还可以有竖线', '问答｜甲｜乙', [{ title: '问答', summary: '甲｜乙' }]],
])('%s', (_, text, expected) => {
  expect(parseLessonPlan(text)).toEqual(expected);
  expect(parseLessonPlan(lessonPlanText(expected))).toEqual(expected);
});

it.each([
  ['', '请至少写一节课，一行一节'],
  ['｜只有内容', '第 1 节缺标题，请写在竖线前面'],
  [`甲\n${'长'.repeat(61)}`, '第 2 节的标题最多 60 个字'],
  [`甲｜${'长'.repeat(201)}`, '第 1 节的内容最多 200 个字'],
  [
    Array(MOST_LESSONS + 1)
      .fill('甲')
      .join('\n'),
    '一门课最多 40 节，现在是 41 节',
  ],
])('says what is wrong with %j', (text, problem) => {
  expect(lessonPlanProblem(parseLessonPlan(text))).toBe(problem);
});

it('counts rare characters as one', () => {
  expect(lessonPlanProblem([{ title: '𠮷'.repeat(60), summary: '' }])).toBeNull();
});
