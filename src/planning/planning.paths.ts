const at = (planId: string): string => `/plans/${planId}`;

/** 学期排课: drafts of the timetables of one or more schools. */
export const planningPaths = {
  index: '/plans',
  new: '/plans/new',
  show: at,
  edit: (planId: string): string => `${at(planId)}/edit`,
  removal: (planId: string): string => `${at(planId)}/removal`,
  proposal: (planId: string): string => `${at(planId)}/proposal`,
  acceptance: (planId: string): string => `${at(planId)}/acceptance`,
  classes: (planId: string): string => `${at(planId)}/planned-classes`,
  classNew: (planId: string): string => `${at(planId)}/planned-classes/new`,
  classEdit: (planId: string, id: string): string => `${at(planId)}/planned-classes/${id}/edit`,
  classRemoval: (planId: string, id: string): string =>
    `${at(planId)}/planned-classes/${id}/removal`,
  classList: (planId: string): string => `${at(planId)}/class-list`,
  hours: (planId: string, teacher?: string): string =>
    `${at(planId)}/hours${teacher === undefined ? '' : `?teacher=${encodeURIComponent(teacher)}`}`,
};
