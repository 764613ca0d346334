import { CatalogueFilter, filterQuery } from './catalogue-filter';

const desk = (schoolId: string): string => `/schools/${schoolId}/desk/classes`;

/** Where and when an evening might go, as the address of its form carries it. */
export interface WantedEvening {
  date?: string;
  startsAt?: string;
  endsAt?: string;
  roomId?: string;
}

/** Addresses of the classes, public ones and those of a school's workbench. */
export const schedulingPaths = {
  draw: (id: string) => `/draws/${id}`,
  catalogue: (filter: CatalogueFilter, page = 1): string => {
    const query = filterQuery(filter, page);
    return query === '' ? '/classes' : `/classes?${query}`;
  },
  show: (classId: string): string => `/classes/${classId}`,
  /** The file of its evenings; of the module feeds. */
  calendar: (classId: string): string => `/classes/${classId}/calendar.ics`,
  /** What an evening begins with, for everybody and for its staff; of the module preface. */
  preface: (sessionId: string): string => `/sessions/${sessionId}/preface`,
  deskPreface: (schoolId: string, sessionId: string): string =>
    `/schools/${schoolId}/desk/sessions/${sessionId}/preface`,
  desk,
  deskNew: (schoolId: string, courseId?: string): string =>
    `${desk(schoolId)}/new${courseId === undefined ? '' : `?course=${courseId}`}`,
  proposal: (schoolId: string): string => `${desk(schoolId)}/proposals`,
  deskShow: (schoolId: string, classId: string): string => `${desk(schoolId)}/${classId}`,
  edit: (schoolId: string, classId: string): string => `${desk(schoolId)}/${classId}/edit`,
  publication: (schoolId: string, classId: string): string =>
    `${desk(schoolId)}/${classId}/publication`,
  cancellation: (schoolId: string, classId: string): string =>
    `${desk(schoolId)}/${classId}/cancellation`,
  postponement: (schoolId: string, classId: string): string =>
    `${desk(schoolId)}/${classId}/postponement`,
  merger: (schoolId: string, classId: string, intoId?: string): string =>
    `${desk(schoolId)}/${classId}/merger${intoId === undefined ? '' : `?into=${intoId}`}`,
  resumption: (schoolId: string, classId: string): string =>
    `${desk(schoolId)}/${classId}/resumption`,
  sessionChange: (schoolId: string, sessionId: string, wanted: WantedEvening = {}): string => {
    const query = new URLSearchParams({ ...wanted }).toString();
    const path = `/schools/${schoolId}/desk/sessions/${sessionId}/change`;
    return query === '' ? path : `${path}?${query}`;
  },
  sessionCancellation: (schoolId: string, sessionId: string): string =>
    `/schools/${schoolId}/desk/sessions/${sessionId}/cancellation`,
  /** To be sent round and put up; of the module feeds. */
  notice: (schoolId: string, classId: string): string => `${desk(schoolId)}/${classId}/notice`,
  poster: (schoolId: string, classId: string): string => `${desk(schoolId)}/${classId}/poster`,
  roster: (schoolId: string, classId: string): string => `${desk(schoolId)}/${classId}/roster`,
  calls: (schoolId: string, classId: string): string => `${desk(schoolId)}/${classId}/calls`,
  deskEnrollment: (schoolId: string, classId: string): string =>
    `${desk(schoolId)}/${classId}/enrollments/new`,
  deskList: (schoolId: string, classId: string, draft?: string): string =>
    `${desk(schoolId)}/${classId}/enrollment-lists${draft === undefined ? '' : `?draft=${draft}`}`,
};
