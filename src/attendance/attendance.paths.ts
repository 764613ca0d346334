import { enrollmentPaths } from '../enrollment/enrollment.paths';

const desk = (schoolId: string): string => `/schools/${schoolId}/desk`;
const session = (schoolId: string, sessionId: string): string =>
  `${desk(schoolId)}/sessions/${sessionId}`;

/** Addresses of the classroom door. */
export const attendancePaths = {
  tonight: (schoolId: string) => `${desk(schoolId)}/door`,
  /** With `at`, down to that person of the roll. */
  door: (schoolId: string, sessionId: string, at = '') =>
    `${session(schoolId, sessionId)}/door${at && `#${at}`}`,
  ticks: (schoolId: string, sessionId: string) => `${session(schoolId, sessionId)}/ticks`,
  /** Those that a phone kept while it had no network. */
  keptTicks: (schoolId: string, sessionId: string) => `${session(schoolId, sessionId)}/kept-ticks`,
  walkIns: (schoolId: string, sessionId: string) => `${session(schoolId, sessionId)}/walk-ins`,
  walkIn: (schoolId: string, sessionId: string) => `${session(schoolId, sessionId)}/walk-ins/new`,
  code: (schoolId: string, sessionId: string) => `${session(schoolId, sessionId)}/code`,
  /** The code on a sheet of paper, for this evening alone. */
  printedCode: (schoolId: string, sessionId: string) =>
    `${session(schoolId, sessionId)}/printed-code`,
  /** What a learner's own code leads the staff to. */
  arrival: (schoolId: string, enrollmentId: string) =>
    `${desk(schoolId)}/enrollments/${enrollmentId}/arrival`,
  checkIn: (sessionId: string, code = '') =>
    `/sessions/${sessionId}/check-in${code && `?code=${code}`}`,
  checkIns: (sessionId: string) => `/sessions/${sessionId}/check-ins`,
  /** One's own marks, lesson by lesson. */
  own: enrollmentPaths.attendance,
};
