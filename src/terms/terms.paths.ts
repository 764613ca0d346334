const COUNTY = '/center/terms';

/** Where the centre keeps the terms of the county. */
export const countyTermPaths = {
  index: COUNTY,
  new: `${COUNTY}/new`,
  update: (id: string): string => `${COUNTY}/${id}`,
  edit: (id: string): string => `${COUNTY}/${id}/edit`,
  removal: (id: string): string => `${COUNTY}/${id}/removal`,
};

/** Where a school keeps days of its own for them. */
export const schoolTermPaths = (schoolId: string) => {
  const index = `/schools/${schoolId}/desk/terms`;
  return {
    index,
    update: (id: string): string => `${index}/${id}`,
    edit: (id: string): string => `${index}/${id}/edit`,
  };
};
