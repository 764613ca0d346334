/** Addresses of enrollments. */
export const enrollmentPaths = {
  create: (classId: string) => `/classes/${classId}/enrollments`,
  show: (id: string) => `/enrollments/${id}`,
  withdrawal: (id: string) => `/enrollments/${id}/withdrawal`,
  acceptance: (id: string) => `/enrollments/${id}/acceptance`,
};
