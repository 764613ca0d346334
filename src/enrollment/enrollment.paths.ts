/** Addresses of a learner's own enrollments. */
export const enrollmentPaths = {
  opening: (classId: string) => `/classes/${classId}/opening`,
  create: (classId: string) => `/classes/${classId}/enrollments`,
  show: (id: string) => `/enrollments/${id}`,
  withdrawal: (id: string) => `/enrollments/${id}/withdrawal`,
  /** Check-in and the mark of each lesson; a page of the module attendance. */
  attendance: (id: string) => `/enrollments/${id}/attendance`,
  /** 请假 for one evening, and taking it back; of the module attendance. */
  leaves: (id: string) => `/enrollments/${id}/leaves`,
  leaveRemovals: (id: string) => `/enrollments/${id}/leave-removals`,
  wishes: (id: string) => `/enrollments/${id}/wishes`,
  acceptance: (id: string) => `/enrollments/${id}/acceptance`,
  newsReceipt: (id: string) => `/enrollments/${id}/news-receipt`,
};
