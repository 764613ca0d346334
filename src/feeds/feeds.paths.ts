const desk = (schoolId: string): string => `/schools/${schoolId}/desk`;

/** Addresses of calendar feeds, and of what is put up or sent round. */
export const feedPaths = {
  /** One's own links. */
  own: () => '/my/calendar-links',
  ownRemoval: () => '/my/calendar-links/removal',
  ownFile: (token: string) => `/my/calendar.ics?token=${token}`,
  /** Of a teacher, a room or a school. */
  file: (token: string) => `/feeds/calendar.ics?token=${token}`,
  desk: (schoolId: string) => `${desk(schoolId)}/feeds`,
  deskRemoval: (schoolId: string) => `${desk(schoolId)}/feeds/removal`,
};
