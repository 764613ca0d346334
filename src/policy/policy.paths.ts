const at = (id: string): string => `/briefs/${id}`;
const query = (values: Record<string, string | number | undefined>): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && value !== '') search.set(name, String(value));
  return search.size === 0 ? '' : `?${search.toString()}`;
};

/** A brief on the workbench of those who write and review. */
export const briefPaths = {
  show: at,
  edit: (id: string): string => `${at(id)}/edit`,
  submissions: (id: string): string => `${at(id)}/submissions`,
  reviews: (id: string): string => `${at(id)}/reviews`,
  comparison: (id: string, number?: number): string =>
    `${at(id)}/comparison${query({ with: number })}`,
  withdrawal: (id: string): string => `${at(id)}/withdrawal`,
};

/** The briefs of a school, and of the whole county. */
export const deskBriefPaths = (schoolId: string) => listed(`/schools/${schoolId}/desk/briefs`);
export const centerBriefPaths = listed('/center/briefs');

function listed(index: string) {
  return {
    index,
    filtered: (state: string, page = 1): string =>
      `${index}${query({ state, page: page > 1 ? page : undefined })}`,
    new: `${index}/new`,
  };
}
export type BriefListPaths = ReturnType<typeof listed>;

export interface PolicyFilter {
  q?: string;
  level?: string;
  audience?: string;
}

/** 政策传真 for everybody. */
export const policyPaths = {
  index: (filter: PolicyFilter = {}, page = 1): string =>
    `/policy${query({ ...filter, page: page > 1 ? page : undefined })}`,
  show: (id: string): string => `/policy/${id}`,
  responses: (id: string): string => `/policy/${id}/responses`,
  feed: '/policy/feed.atom',
};
