import { Form, formView } from '../../shared/web/bind';
import type { Pager } from '../../shared/web/paging';
import { categories, categoryNames } from '../categories';
import type { CourseDetail, CourseSummary, TrackRow } from '../courses.queries';
import { courseDeskPaths, coursePaths } from '../curriculum.paths';
import { tierLengths, tierNames, tiers } from '../tiers';
import { courseFields, CourseForm } from './course.form';

/** `/center/courses` */
export function courseDeskIndex(courses: readonly CourseSummary[], pager: Pager) {
  return {
    newHref: courseDeskPaths.new(),
    total: pager.total,
    pager,
    courses: courses.map((course) => ({
      title: course.title,
      categoryName: categoryNames[course.category],
      tierName: tierNames[course.tier],
      sessionCount: course.sessionCount,
      isListed: course.isListed,
      publicHref: coursePaths.show({ courseId: course.id }),
      editHref: courseDeskPaths.edit({ courseId: course.id }),
      unlistingHref: courseDeskPaths.unlisting({ courseId: course.id }),
      listingHref: courseDeskPaths.listing({ courseId: course.id }),
      key: `course-${course.id.slice(-8)}`,
    })),
  };
}

const categoryOptions = categories.map((value) => ({ value, label: categoryNames[value] }));
const tierOptions = tiers.map((value) => ({
  value,
  label: `${tierNames[value]}（${tierLengths[value]}）`,
}));

/** The form of a course, new or known. */
export function courseForm(
  form: Form<CourseForm>,
  tracks: readonly TrackRow[],
  course: CourseDetail | null,
) {
  return {
    form: formView(form, courseFields),
    heading: course ? `修改${course.title}` : '添加课程',
    action: course ? courseDeskPaths.update({ courseId: course.id }) : courseDeskPaths.index(),
    button: course ? '保存修改' : '添加课程',
    backHref: courseDeskPaths.index(),
    categoryOptions,
    tierOptions,
    trackOptions: tracks.map(({ id, name }) => ({ value: id, label: name })),
  };
}

export const courseUnlisting = (course: CourseDetail) => ({
  title: course.title,
  action: courseDeskPaths.unlisting({ courseId: course.id }),
  backHref: courseDeskPaths.index(),
});
