export interface LessonLine {
  title: string;
  summary: string;
}

/** A course has at least one evening and at most this many. */
export const MOST_LESSONS = 40;
const LONGEST_TITLE = 60;
const LONGEST_SUMMARY = 200;

/** One lesson a line, `标题｜内容`; a half-width bar does as well, empty lines count for nothing. */
export function parseLessonPlan(text: string): LessonLine[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [title = '', ...rest] = line.split(/[|｜]/);
      return { title: title.trim(), summary: rest.join('｜').trim() };
    });
}

/** The plan as it is typed. */
export const lessonPlanText = (lessons: readonly LessonLine[]): string =>
  lessons.map(({ title, summary }) => (summary ? `${title}｜${summary}` : title)).join('\n');

/** What has to be changed in a plan; null when nothing has. */
export function lessonPlanProblem(lessons: readonly LessonLine[]): string | null {
  if (lessons.length === 0) return '请至少写一节课，一行一节';
  if (lessons.length > MOST_LESSONS)
    return `一门课最多 ${MOST_LESSONS} 节，现在是 ${lessons.length} 节`;
  for (const [i, { title, summary }] of lessons.entries()) {
    const where = `第 ${i + 1} 节`;
    if (title === '') return `${where}缺标题，请写在竖线前面`;
    if ([...title].length > LONGEST_TITLE) return `${where}的标题最多 ${LONGEST_TITLE} 个字`;
    if ([...summary].length > LONGEST_SUMMARY) return `${where}的内容最多 ${LONGEST_SUMMARY} 个字`;
  }
  return null;
}
