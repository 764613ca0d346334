type SchoolKey = { schoolId: string };
type RoomKey = SchoolKey & { roomId: string };
type SiteKey = { siteId: string };

/** Addresses of the schools as everyone sees them and of their workbench. */
export const schoolPaths = {
  index: () => '/schools',
  show: ({ schoolId }: SchoolKey) => `/schools/${schoolId}`,
  desk: ({ schoolId }: SchoolKey) => `/schools/${schoolId}/desk`,
  edit: ({ schoolId }: SchoolKey) => `/schools/${schoolId}/desk/school/edit`,
  update: ({ schoolId }: SchoolKey) => `/schools/${schoolId}/desk/school`,
};

export const roomPaths = {
  index: ({ schoolId }: SchoolKey) => `/schools/${schoolId}/desk/rooms`,
  new: ({ schoolId }: SchoolKey) => `/schools/${schoolId}/desk/rooms/new`,
  edit: ({ schoolId, roomId }: RoomKey) => `/schools/${schoolId}/desk/rooms/${roomId}/edit`,
  update: ({ schoolId, roomId }: RoomKey) => `/schools/${schoolId}/desk/rooms/${roomId}`,
  closure: ({ schoolId, roomId }: RoomKey) => `/schools/${schoolId}/desk/rooms/${roomId}/closure`,
  opening: ({ schoolId, roomId }: RoomKey) => `/schools/${schoolId}/desk/rooms/${roomId}/opening`,
};

/** Addresses of the centre's work on the tree of sites. */
export const sitePaths = {
  index: () => '/center/sites',
  new: (parentId: string) => `/center/sites/new?parent=${parentId}`,
  edit: ({ siteId }: SiteKey) => `/center/sites/${siteId}/edit`,
  update: ({ siteId }: SiteKey) => `/center/sites/${siteId}`,
  hub: ({ siteId }: SiteKey) => `/center/sites/${siteId}/hub`,
};

/** The classes of a site, in the catalogue. */
export const classesAt = (siteId: string): string => `/classes?site=${encodeURIComponent(siteId)}`;
