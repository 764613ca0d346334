const appeals = (schoolId: string): string => `/schools/${schoolId}/desk/appeals`;

/** Addresses of 信用提醒: a learner's own, and the appeals on a school's workbench. */
export const standingPaths = {
  index: () => '/standing',
  newAppeal: (markId: string) => `/standing/marks/${markId}/appeals/new`,
  appeals: (markId: string) => `/standing/marks/${markId}/appeals`,
  desk: (schoolId: string, page = 1) => `${appeals(schoolId)}${page > 1 ? `?page=${page}` : ''}`,
  deskShow: (schoolId: string, markId: string) => `${appeals(schoolId)}/${markId}`,
  answers: (schoolId: string, markId: string) => `${appeals(schoolId)}/${markId}/answers`,
};
