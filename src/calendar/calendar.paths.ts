/** Where the rules of the county, or those of one school, are kept. */
export interface CalendarPaths {
  index: string;
  new: string;
  update: (id: string) => string;
  edit: (id: string) => string;
  removal: (id: string) => string;
}

const pathsAt = (index: string, word: string): CalendarPaths => ({
  index,
  new: `${index}/new`,
  update: (id) => `${index}/${word}/${id}`,
  edit: (id) => `${index}/${word}/${id}/edit`,
  removal: (id) => `${index}/${word}/${id}/removal`,
});

export const countyCalendarPaths = pathsAt('/center/calendar', 'rules');
export const schoolCalendarPaths = (schoolId: string): CalendarPaths =>
  pathsAt(`/schools/${schoolId}/desk/calendar`, 'days');
