type CourseKey = { courseId: string };

/** Addresses of the courses as everyone sees them. */
export const coursePaths = {
  index: () => '/courses',
  show: ({ courseId }: CourseKey) => `/courses/${courseId}`,
  inCategory: (category: string) => `/courses?category=${category}`,
};

/** Addresses of the centre's work on the curriculum. */
export const courseDeskPaths = {
  index: () => '/center/courses',
  new: () => '/center/courses/new',
  edit: ({ courseId }: CourseKey) => `/center/courses/${courseId}/edit`,
  update: ({ courseId }: CourseKey) => `/center/courses/${courseId}`,
  unlisting: ({ courseId }: CourseKey) => `/center/courses/${courseId}/unlisting`,
  listing: ({ courseId }: CourseKey) => `/center/courses/${courseId}/listing`,
};

/** The classes that teach a course, in the catalogue. */
export const classesOf = (title: string): string => `/classes?q=${encodeURIComponent(title)}`;
