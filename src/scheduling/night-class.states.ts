import type { Transitions } from '../shared/kernel/transitions';

export const nightClassStates = [
  'draft',
  'published',
  'open',
  'closed',
  'running',
  'finished',
  'cancelled',
  'postponed',
] as const;
export type NightClassState = (typeof nightClassStates)[number];

export const nightClassStateNames: Record<NightClassState, string> = {
  draft: '草稿',
  published: '待开放',
  open: '报名中',
  closed: '报名截止',
  running: '上课中',
  finished: '已结课',
  cancelled: '已取消',
  postponed: '已延期',
};

/** The states that a person puts a class into; the others follow from the clock (`stateAt`). */
export const storedStates = ['draft', 'published', 'cancelled', 'postponed'] as const;
export type StoredState = (typeof storedStates)[number];

export const nightClassTransitions: Transitions<NightClassState> = {
  draft: ['published', 'cancelled'],
  published: ['open', 'cancelled', 'postponed'],
  open: ['closed', 'running', 'cancelled', 'postponed'],
  closed: ['open', 'running', 'cancelled', 'postponed'],
  running: ['finished', 'cancelled', 'postponed'],
  finished: [],
  cancelled: [],
  postponed: ['published', 'cancelled'],
};

/** How seats are given: in order of arrival, or by lot among all who entered in time. */
export const admissions = ['first_come', 'draw'] as const;
export type Admission = (typeof admissions)[number];

export const admissionNames: Readonly<Record<Admission, string>> = {
  first_come: '先到先得',
  draw: '摇号',
};
