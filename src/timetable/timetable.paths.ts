/** What the sheet of a week is looked at by; left out when it is the usual one. */
export interface WeekView {
  /** Any date of the week. */
  week?: string;
  /** 1 Monday … 7 Sunday: the evening a phone shows. */
  day?: number;
  room?: string;
  teacher?: string;
  category?: string;
  /** The evening that is being moved. */
  moving?: string;
}

/** Addresses of the week's timetable. */
export const timetablePaths = {
  week: (schoolId: string, view: WeekView = {}): string => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(view)) if (value) query.append(name, String(value));
    const text = query.toString();
    return `/schools/${schoolId}/desk/timetable${text === '' ? '' : `?${text}`}`;
  },
  /** The evenings of a week to be sent round and put up; of the module feeds. */
  notice: (schoolId: string, week: string): string =>
    `/schools/${schoolId}/desk/notice?week=${week}`,
  poster: (schoolId: string, week: string): string =>
    `/schools/${schoolId}/desk/poster?week=${week}`,
};
