const desk = (schoolId: string): string => `/schools/${schoolId}/desk`;
const deskClass = (schoolId: string, classId: string): string =>
  `${desk(schoolId)}/classes/${classId}`;

/** Addresses of what staff do for the people of a class. */
export const deskPaths = {
  create: (schoolId: string, classId: string) => `${deskClass(schoolId, classId)}/enrollments`,
  list: (schoolId: string, classId: string, id: string) =>
    `${deskClass(schoolId, classId)}/enrollment-lists/${id}`,
  listSheet: (schoolId: string, classId: string, id: string) =>
    `${deskClass(schoolId, classId)}/enrollment-lists/${id}/sheet`,
  rosterFile: (schoolId: string, classId: string) => `${deskClass(schoolId, classId)}/roster.csv`,
  /** Who came to which evening; `attendance` answers both. */
  register: (schoolId: string, classId: string) => `${deskClass(schoolId, classId)}/attendance`,
  registerFile: (schoolId: string, classId: string) =>
    `${deskClass(schoolId, classId)}/roster.xlsx`,
  sheet: (schoolId: string, classId: string) => `${deskClass(schoolId, classId)}/sheet`,
  contact: (schoolId: string, id: string) => `${desk(schoolId)}/enrollments/${id}/contact`,
  /** From the list of those to be phoned, and back to it. */
  callContact: (schoolId: string, id: string) =>
    `${desk(schoolId)}/enrollments/${id}/contact?from=calls`,
  noShow: (schoolId: string, id: string) => `${desk(schoolId)}/enrollments/${id}/no-show`,
  noShowRemoval: (schoolId: string, id: string) =>
    `${desk(schoolId)}/enrollments/${id}/no-show/removal`,
  cancellation: (schoolId: string, id: string) =>
    `${desk(schoolId)}/enrollments/${id}/cancellation`,
};
