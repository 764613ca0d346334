import type { Form } from '../../shared/web/bind';
import { Chosen, Flag, OneOf, Text, Whole } from '../../shared/web/fields';
import { categories, Category } from '../categories';
import type { CourseDetail } from '../courses.queries';
import type { CourseDraft } from '../courses.service';
import { lessonPlanProblem, lessonPlanText, parseLessonPlan } from '../lesson-plan.rules';
import { Tier, tiers } from '../tiers';

export class CourseForm {
  @Text({ label: '名称', min: 2, max: 40 }) title!: string;
  @OneOf(categories, { label: '类别' }) category!: Category;
  @OneOf(tiers, { label: '层次' }) tier!: Tier;
  @Chosen({ label: '学习路径', optional: true }) trackId!: string;
  @Text({ label: '新学习路径', max: 30, optional: true }) newTrack!: string;
  @Flag() isUniversal!: boolean;
  @Text({ label: '一句话介绍', min: 4, max: 80 }) summary!: string;
  @Text({ label: '详细介绍', max: 2000, lines: true, optional: true }) description!: string;
  @Text({ label: '适合谁', min: 2, max: 100 }) audience!: string;
  @Text({ label: '学完后', max: 200, optional: true }) outcome!: string;
  @Text({ label: '自带', max: 300, lines: true, optional: true }) bring!: string;
  @Text({ label: '教室要有', max: 100, optional: true }) equipment!: string;
  @Text({ label: '课程安排', max: 12_000, lines: true }) lessons!: string;
  @Whole({ label: '名额', min: 1, max: 500 }) capacity!: number;
  @Whole({ label: '开班人数', min: 1, max: 500 }) minimum!: number;
  @Whole({ label: '市场参考价', min: 1, max: 100_000, optional: true }) marketPrice!: number | null;
  @Text({ label: '参考价出处', max: 100, optional: true }) marketPriceNote!: string;
}

export const courseFields = [
  'title',
  'category',
  'tier',
  'trackId',
  'newTrack',
  'isUniversal',
  'summary',
  'description',
  'audience',
  'outcome',
  'bring',
  'equipment',
  'lessons',
  'capacity',
  'minimum',
  'marketPrice',
  'marketPriceNote',
] as const;

/** Judges the plan with the fields, so that everything to change is said at once. */
export function judgePlan(form: Form<CourseForm>): Form<CourseForm> {
  const { lessons, minimum, capacity } = form.value;
  const problem = typeof lessons === 'string' ? lessonPlanProblem(parseLessonPlan(lessons)) : null;
  if (problem) form.fail('lessons', problem);
  if (minimum > capacity) form.fail('minimum', '开班人数不能多于名额');
  return form;
}

const FEN = 100;

/** What the form says, as the service takes it. */
export function draftOf(form: CourseForm): CourseDraft {
  const { trackId, newTrack, lessons, marketPrice, ...values } = form;
  return {
    values: { ...values, marketPriceFen: marketPrice === null ? null : marketPrice * FEN },
    track: { id: trackId || null, newName: newTrack },
    lessons: parseLessonPlan(lessons),
  };
}

export const courseInput = (course: CourseDetail): Record<string, string> => ({
  title: course.title,
  category: course.category,
  tier: course.tier,
  trackId: course.trackId ?? '',
  newTrack: '',
  isUniversal: course.isUniversal ? '1' : '',
  summary: course.summary,
  description: course.description,
  audience: course.audience,
  outcome: course.outcome,
  bring: course.bring,
  equipment: course.equipment,
  lessons: lessonPlanText(course.lessons),
  capacity: String(course.capacity),
  minimum: String(course.minimum),
  marketPrice:
    course.marketPriceFen === null ? '' : String(Math.round(course.marketPriceFen / FEN)),
  marketPriceNote: course.marketPriceNote,
});

/** What a new course starts with. */
export const blankCourse: Record<string, string> = { capacity: '30', minimum: '10' };
