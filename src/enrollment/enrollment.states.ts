import type { Transitions } from '../shared/kernel/transitions';

export const enrollmentStates = [
  'applied',
  'enrolled',
  'waitlisted',
  'offered',
  'lapsed',
  'withdrawn',
  'released',
  'cancelled',
  'completed',
  'not_drawn',
] as const;
export type EnrollmentState = (typeof enrollmentStates)[number];

export const enrollmentStateNames: Record<EnrollmentState, string> = {
  applied: '待摇号',
  enrolled: '已报名',
  waitlisted: '候补',
  offered: '待确认',
  lapsed: '逾期未确认',
  withdrawn: '已退课',
  released: '名额已释放',
  cancelled: '已被取消',
  completed: '已结业',
  not_drawn: '未中签',
};

interface Place {
  state: EnrollmentState;
  position: number | null;
  /** Of an entry in a draw; it has a rank once the draw was held. */
  entryCode?: string | null;
  drawRank?: number | null;
}

/** 候补第 3 位, 已报名 … */
export function placeText(place: Place): string {
  if (place.state === 'waitlisted') return `候补第 ${place.position} 位`;
  const leftDraw = place.state === 'withdrawn' && place.entryCode && place.drawRank === null;
  return leftDraw ? '已退出摇号' : enrollmentStateNames[place.state];
}

export const enrollmentTransitions: Transitions<EnrollmentState> = {
  applied: ['enrolled', 'not_drawn', 'withdrawn', 'cancelled'],
  enrolled: ['withdrawn', 'released', 'cancelled', 'completed'],
  waitlisted: ['enrolled', 'offered', 'withdrawn', 'cancelled'],
  offered: ['enrolled', 'waitlisted', 'lapsed', 'withdrawn', 'cancelled'],
  not_drawn: ['waitlisted'],
  lapsed: [],
  withdrawn: [],
  released: [],
  cancelled: [],
  completed: [],
};

/** States in which a person is in the class or in line for it: at most one such row each. */
export const liveStates = ['applied', 'enrolled', 'waitlisted', 'offered'] as const;
export const isLive = (state: EnrollmentState): boolean =>
  (liveStates as readonly EnrollmentState[]).includes(state);
