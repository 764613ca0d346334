/** Addresses of the decisions whether classes open. */
export const judgingPaths = {
  county: '/center/judgements',
  school: (schoolId: string): string => `/schools/${schoolId}/desk/judgements`,
  goAhead: (schoolId: string, classId: string): string =>
    `/schools/${schoolId}/desk/classes/${classId}/go-ahead`,
};
