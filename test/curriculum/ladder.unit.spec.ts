import { ladderView, Rung } from '../../src/curriculum/ladder';

const href = ({ id }: Rung): string => `/courses/${id}`;
const taster: Rung = { id: 'a', title: '书法体验', tier: 'experience' };
const basics: Rung = { id: 'b', title: '毛笔楷书基础', tier: 'advanced' };

it('lights the course that the reader looks at and says what comes next', () => {
  const steps = ladderView([taster, basics], taster, href);
  expect(steps.map(({ name, text, current }) => [name, text, current])).toEqual([
    ['兴趣课', '还没有开这一层', false],
    ['体验课', '您在看的课', true],
    ['进阶课', '毛笔楷书基础，学完“书法体验”可报', false],
    ['精学课', '还没有开这一层', false],
  ]);
  expect(steps.map((step) => step.href)).toEqual([null, null, '/courses/b', null]);
});

it('asks for nothing before a tier that has none below it', () => {
  const [, experience] = ladderView([taster, basics], basics, href);
  expect(experience!.text).toBe('书法体验，可以直接报');
});

it('names every course of the tier below, and how many there are on a tier', () => {
  const other: Rung = { id: 'c', title: '硬笔体验', tier: 'experience' };
  const steps = ladderView([taster, other, basics], basics, href);
  expect(steps[1]!.text).toBe('书法体验等 2 门，可以直接报');
  expect(ladderView([taster, other, basics], taster, href)[2]!.text).toBe(
    '毛笔楷书基础，学完“书法体验”或“硬笔体验”可报',
  );
});

it('shows a course without a track on a ladder of its own', () => {
  const steps = ladderView([], basics, href);
  expect(steps.map((step) => step.courseTitle)).toEqual([null, null, '毛笔楷书基础', null]);
});
