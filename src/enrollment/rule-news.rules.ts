import type { RuleName } from '../scheduling/rule-names';
import { EnrollmentState, liveStates } from './enrollment.states';

const CHANCES = ['waitlisted', 'applied'] as const;
const SEATS = ['enrolled', 'offered'] as const;

/** Whose prospects each rule touches: a seat once taken stays, whatever the number of seats. */
const touches: Record<RuleName, readonly EnrollmentState[]> = {
  capacity: CHANCES,
  deskQuota: CHANCES,
  closesAt: CHANCES,
  minimum: SEATS,
  startsAt: liveStates,
  teacherName: liveStates,
};

/** The states whose holders are told of a change of these rules. */
export const concerned = (rules: readonly RuleName[]): EnrollmentState[] => [
  ...new Set(rules.flatMap((rule) => touches[rule])),
];
