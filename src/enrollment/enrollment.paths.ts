const desk = (schoolId: string): string => `/schools/${schoolId}/desk`;
const deskClass = (schoolId: string, classId: string): string =>
  `${desk(schoolId)}/classes/${classId}`;

/** Addresses of enrollments, a learner's own and those on a school's workbench. */
export const enrollmentPaths = {
  create: (classId: string) => `/classes/${classId}/enrollments`,
  show: (id: string) => `/enrollments/${id}`,
  withdrawal: (id: string) => `/enrollments/${id}/withdrawal`,
  acceptance: (id: string) => `/enrollments/${id}/acceptance`,
  calendarLinks: () => '/my/calendar-links',
  calendar: (token: string) => `/my/calendar.ics?token=${token}`,
  rosterFile: (schoolId: string, classId: string) => `${deskClass(schoolId, classId)}/roster.csv`,
  sheet: (schoolId: string, classId: string) => `${deskClass(schoolId, classId)}/sheet`,
  deskCreate: (schoolId: string, classId: string) => `${deskClass(schoolId, classId)}/enrollments`,
  contact: (schoolId: string, id: string) => `${desk(schoolId)}/enrollments/${id}/contact`,
  cancellation: (schoolId: string, id: string) =>
    `${desk(schoolId)}/enrollments/${id}/cancellation`,
};
